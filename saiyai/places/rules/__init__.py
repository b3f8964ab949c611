"""What is true of places: their labels, the keys names share, how near a typed word comes to a name."""
