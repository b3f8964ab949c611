"""The areas of Thailand and their history: province, district, tambon, village, cluster; local authorities."""
