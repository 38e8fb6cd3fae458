"""A Word file that staff have edited, read back: its answers, tables, free text and looks."""
