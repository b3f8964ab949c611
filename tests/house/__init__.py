"""The house rules as functions: each yields one sentence for each place where a file breaks it."""
