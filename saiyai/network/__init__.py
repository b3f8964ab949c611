"""The network: organisations, people's roles, links, coverage and capacity."""
