"""What a call looks like afterwards: HTML page and captions."""
