"""The public site: news, search, open data, and the pages that compose all apps."""
