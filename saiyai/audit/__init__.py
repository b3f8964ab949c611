"""The append-only, hash-chained record of every act, and the `command` decorator that writes it."""
