"""voicedrill: practise difficult customer calls with synthetic irate customers, wholly offline."""

__version__ = "0.1.0"
