"""PURE. A call as timed events: event types, state tables, the session."""
