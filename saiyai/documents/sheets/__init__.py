"""Spreadsheets: written with typed, guarded cells, read in a limited child, checked cell by cell."""
