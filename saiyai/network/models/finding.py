"""The index by which part of a name finds an organisation: of its search key, and of the key's consonants.

Beside them stand two facts, so that a search is counted without reading what it found: where a living organisation has
its home, after a bar (after an exclamation mark where it is none any more), and whether everybody may see it.
"""

from saiyai.audit.word_index import Indexed, WordIndex

AT, ONCE_AT = "|", "!"
"""What stands before the home of a living organisation, and of one that is dissolved or was merged."""
ALIVE, OPEN = "=l=", "=o="
"""What stands for a living organisation, and for one that everybody may see."""

NAMES = WordIndex(
    name="network_organisation_words",
    table="network_organisation",
    columns={"name": Indexed("search_key"), "skeleton": Indexed("search_key", is_bare=True)},
    facts=(
        "CASE WHEN {row}state IN ('proposed', 'verified', 'dormant') "
        f"THEN '{AT}' || {{row}}place_code || '{ALIVE}' ELSE '{ONCE_AT}' || {{row}}place_code END || "
        f"CASE WHEN {{row}}shown_publicly AND {{row}}state IN ('verified', 'dormant') THEN '{OPEN}' ELSE '' END"
    ),
    facts_of=("state", "place_code", "shown_publicly"),
)

lay_words = NAMES.lay
lift_words = NAMES.lift
