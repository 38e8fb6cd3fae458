"""A project on the disk: its answer files and logo read, a new one started, and files written whole."""
