"""What can be asked of monitoring."""
