"""Benchmarks: each prints a ratio of ours against a named reference, measured in one run."""
