"""Spreadsheets: written with typed and guarded cells, read in a limited child process, checked cell by cell."""
