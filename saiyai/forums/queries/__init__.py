"""What can be asked of forums; rows come with names in the reader's language."""
