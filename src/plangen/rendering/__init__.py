"""One document of one pack: its subject (answers, plan, findings), its open points, its files as bytes."""
