"""The running product: settings, addresses, console program."""
