"""PURE. Who spoke when: intervals, timelines, turns, overlaps, tempo, loudness, pitch."""
