"""What is remembered of a project's files between runs, in `out/<projekt>/.plangen/`: editions of Word files,
the other outputs, the lock and the journal."""
