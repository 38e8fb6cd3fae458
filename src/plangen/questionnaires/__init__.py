"""The questionnaire of a project with its answers: as forms show it, as files to send, and what comes
back."""
