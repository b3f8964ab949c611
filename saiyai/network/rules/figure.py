"""What figures of an organisation are kept, each with its day."""

from enum import StrEnum


class Measure(StrEnum):
    """What a figure counts: members in persons, capital in satang."""

    MEMBERS = "members"
    CAPITAL = "capital"
