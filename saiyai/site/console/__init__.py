"""The console program: one module for each group of commands."""
