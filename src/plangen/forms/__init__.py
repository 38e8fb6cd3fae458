"""Ways to give answers. A folder each, with a blank one, reading and writing."""
