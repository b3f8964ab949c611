"""Forums: quota, registration, check-in, showcases, selection, report."""
