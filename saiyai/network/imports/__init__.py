"""Lists of the network on their way in: read in a limited child, checked cell by cell, staged for a decision."""
