"""The structure check of a Word file: what the Open XML validator does not see and Word trips over."""
