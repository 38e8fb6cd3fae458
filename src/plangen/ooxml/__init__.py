"""What a Word file is made of: the package, its styles, lists, places, properties and bookmarks."""
