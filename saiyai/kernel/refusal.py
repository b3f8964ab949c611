"""How a rule says no: a code and the values that its sentence needs, never the sentence itself."""

from typing import Any


class Refusal(Exception):  # noqa: N818 (the field's word; it is an answer, not a fault)
    """A rule's no to an act that its author may do but that the state of things bars.

    `code` names the rule ("report.not_yet_verified"); each app's `messages.py` holds the sentence for it.
    """

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


class Denied(Exception):  # noqa: N818 (as above)
    """Access's no: this person may not do this here."""

    def __init__(self, command: str) -> None:
        super().__init__(command)
        self.command = command


class Conflict(Refusal):
    """A refusal because somebody else changed the thing since it was read."""
