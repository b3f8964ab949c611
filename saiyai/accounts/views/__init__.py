"""The pages of accounts: people and their roles, offices, one's own account, and the doors."""
