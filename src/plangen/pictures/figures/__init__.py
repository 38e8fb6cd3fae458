"""The figures of the documents (specifikation.md 4.3): pure functions from small inputs to pictures."""
