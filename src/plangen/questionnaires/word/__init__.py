"""The questionnaire as a Word file: written, and read when it comes back."""
