"""The cube: roll-up of figures up the place tree; knows tables and axes, no domain."""
