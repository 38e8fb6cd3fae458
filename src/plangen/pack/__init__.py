"""Packs: which files a project gives, reading what they need, building and writing them.

Only this package and `cli` touch the disk.
"""
