"""Devices, streams and sound files."""
