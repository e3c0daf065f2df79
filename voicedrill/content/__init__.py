"""PURE. What was said: behaviours, facts, policy."""
