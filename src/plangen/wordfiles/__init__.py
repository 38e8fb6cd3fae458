"""The Word files that lie in a pack: found, judged, kept or replaced, told of by `status`, and pulled."""
