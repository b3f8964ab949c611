"""What is true of forums: their showcases, and how a stage chooses among them fairly."""
