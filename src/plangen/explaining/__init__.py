"""Why a pack says what it says: where an answer stands, what a place is made of, how a date comes about."""
