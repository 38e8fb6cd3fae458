"""Builds packs: which outputs, made side by side, written one by one, and what became of each."""
