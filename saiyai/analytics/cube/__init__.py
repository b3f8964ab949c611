"""The pure engine: figures as dense NumPy arrays, their sums up the place tree, the files that hold them; no Django.

A block is one form in one fiscal year: arrays of periods x columns x places, places in the order of their codes, so
that the subtree of any place is one slice of the last axis. Beside the places' own numbers it keeps the sums of
every level above them, for each layer, and moves them by what a report changes.
"""
