"""Documents: PDF and its HTML twin, charts for print, and spreadsheets in and out; knows pages and rows, no domain."""
