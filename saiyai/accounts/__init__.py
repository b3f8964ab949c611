"""People who sign in, their offices, and the roles that they hold at places."""
