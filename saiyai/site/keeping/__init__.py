"""Keeping and bringing back: backups, their verification, restoring."""
