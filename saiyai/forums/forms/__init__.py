"""What people fill in at forums."""
