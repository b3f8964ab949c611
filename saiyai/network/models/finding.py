"""The index by which part of a name finds an organisation: of its search key, and of the key's consonants."""

from saiyai.audit.word_index import Indexed, WordIndex

NAMES = WordIndex(
    name="network_organisation_words",
    table="network_organisation",
    columns={"name": Indexed("search_key"), "skeleton": Indexed("search_key", is_bare=True)},
)

lay_words = NAMES.lay
lift_words = NAMES.lift
