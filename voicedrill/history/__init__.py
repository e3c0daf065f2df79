"""Call folders: writing, reading."""
