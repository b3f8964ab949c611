"""Plain Django, the reference: one list page and one empty page, with sessions and sign-in and nothing else."""
