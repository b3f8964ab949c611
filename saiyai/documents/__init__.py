"""PDF and its HTML twin, charts, and spreadsheets in and out: knows pages and rows, no domain."""
