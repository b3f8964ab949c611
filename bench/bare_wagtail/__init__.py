"""A bare Wagtail site, the reference of a page: one article of a stream of blocks, as the tutorial makes it."""
