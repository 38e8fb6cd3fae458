"""The figures of the documents (specifikation.md 4.4): pure functions from small inputs to pictures."""
