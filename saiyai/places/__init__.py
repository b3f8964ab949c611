"""The areas of Thailand and their history: province to village, clusters of provinces, local authorities."""
