"""PURE. The customer: format, loader, temper, dialogue."""
