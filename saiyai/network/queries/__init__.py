"""What can be asked of the network; rows come with names in the reader's language."""

from saiyai.network.queries.organisation import (
    DirectoryFilter,
    OrganisationRow,
    counts_by_area,
    directory,
    directory_found,
    kinds,
    may_see_people,
    organisation_with_details,
    organisations_at,
    organisations_seen_by,
    rows_of,
    similar_organisations,
    states,
    target_groups,
    waiting_organisations,
    welfare_fields,
)
from saiyai.network.queries.text import Text, in_reader_language

__all__ = [
    "DirectoryFilter",
    "OrganisationRow",
    "Text",
    "counts_by_area",
    "directory",
    "directory_found",
    "in_reader_language",
    "kinds",
    "may_see_people",
    "organisation_with_details",
    "organisations_at",
    "organisations_seen_by",
    "rows_of",
    "similar_organisations",
    "states",
    "target_groups",
    "waiting_organisations",
    "welfare_fields",
]
