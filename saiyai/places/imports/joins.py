"""Sifting the Department's list of codes: each row joined to an authority, offered for confirmation, or told."""

from collections.abc import Sequence

from saiyai.documents.sheets.check import Record
from saiyai.places.imports.fields import DOLA_FIELDS
from saiyai.places.imports.sifted import Sifted
from saiyai.places.models import StagedJoin
from saiyai.places.queries import imports as queries
from saiyai.places.rules.joins import Join, Listed, joined
from saiyai.places.rules.nearness import name_key


def sift_joins(records: Sequence[Record], sifted: Sifted) -> None:
    """Sift the rows of the Department's list."""
    titles = [each.titles[0] for each in DOLA_FIELDS]
    rows: dict[str, Record] = {}
    for record in records:
        code = record.values["dola_code"]
        if code in rows:
            sifted.refuse(record.row, titles[0], "join.twice", code)
        else:
            rows[code] = record
    known = queries.authorities_to_join()
    facts = queries.facts_of_authorities()
    found = joined(
        [Listed(code, row.values["kind"], name_key(row.values["name_th"])) for code, row in rows.items()],
        known,
    )
    sifted.joins.extend(_staged(each, rows[each.listed.code], facts, sifted.batch) for each in found.joins)
    for listed in found.unknown:
        record = rows[listed.code]
        sifted.refuse(record.row, titles[2], "join.unknown", f"{listed.code} {record.values['name_th']}")


def _staged(join: Join, record: Record, facts: queries.Facts, batch: int) -> StagedJoin:
    values = record.values
    told = (join.listed.code, values.get("size") or "", values.get("area_km2"))
    same = facts.get(join.known.code) == told
    verdict = "same" if same else "new" if join.is_sure else "doubtful"
    return StagedJoin(
        batch_id=batch,
        row=record.row,
        dola_code=join.listed.code,
        kind=join.listed.kind,
        name_th=values["name_th"],
        size=told[1],
        area_km2=told[2],
        authority_code=join.known.code,
        how=join.how,
        verdict=verdict,
    )
