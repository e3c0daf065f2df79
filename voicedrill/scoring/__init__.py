"""PURE. Rubric, findings and the scorecard."""
