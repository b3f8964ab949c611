"""The statements that move checked rows from staging: both engines read them the same way.

Rows go by INSERT … SELECT inside the database: 75,000 villages take about two seconds.
"""

from datetime import date

from django.db.backends.utils import CursorWrapper

from saiyai.places.models import ImportBatch

Terms = dict[str, int | date | bool]

_VILLAGES_NEW = """
    INSERT INTO places_place
        (code, level, name_th, name_en, postcodes, valid_from, valid_to, key_th, sound, is_kept,
         is_example)
    SELECT code, 'village', name_th, name_en, '', created_on, NULL, key_th, sound, FALSE, %(is_example)s
    FROM places_stagedvillage WHERE batch_id = %(batch)s AND verdict = 'new' ORDER BY code
"""
_VILLAGES_FORMER_NAMES = """
    INSERT INTO places_placename (place_id, kind, text, text_en, key, starts_on, ends_on)
    SELECT p.code, 'former', p.name_th, p.name_en, p.key_th,
        COALESCE((SELECT MAX(f.ends_on) FROM places_placename f WHERE f.place_id = p.code AND f.kind = 'former'),
            p.valid_from),
        %(today)s
    FROM places_stagedvillage s JOIN places_place p ON p.code = s.code
    WHERE s.batch_id = %(batch)s AND s.verdict = 'changed' AND s.name_th <> p.name_th AND NOT p.is_example
"""
_VILLAGES_CHANGED = """
    UPDATE places_place SET name_th = s.name_th, name_en = s.name_en, key_th = s.key_th, sound = s.sound,
        is_example = %(is_example)s
    FROM places_stagedvillage s
    WHERE s.code = places_place.code AND s.batch_id = %(batch)s AND s.verdict = 'changed'
"""
_VILLAGES_SECOND_CODES = """
    INSERT INTO places_placename (place_id, kind, text, text_en, key, starts_on, ends_on)
    SELECT s.code, 'second_code', s.second_code, '', s.second_code, NULL, NULL
    FROM places_stagedvillage s
    WHERE s.batch_id = %(batch)s AND s.second_code <> '' AND NOT EXISTS (
        SELECT 1 FROM places_placename n WHERE n.kind = 'second_code' AND n.text = s.second_code AND n.ends_on IS NULL)
"""
_VILLAGES_SPLIT = """
    INSERT INTO places_succession (old_id, new_id, "on", basis, source)
    SELECT old.code, s.code, s.created_on, 'split', ''
    FROM places_stagedvillage s
    JOIN places_place old ON old.code IN (substr(s.split_from, 1, 8), substr(s.split_from, 10, 8))
    WHERE s.batch_id = %(batch)s AND s.created_on IS NOT NULL AND old.code <> s.code
    ON CONFLICT (old_id, new_id) DO NOTHING
"""


def villages(cursor: CursorWrapper, batch: ImportBatch, today: date) -> None:
    """Move the villages of a batch, keeping the former names of those that were renamed.

    A made-up village that a real list names becomes a real one; that it was called otherwise is no history.
    """
    terms: Terms = {"batch": batch.pk, "today": today, "is_example": batch.is_example}
    for statement in (
        _VILLAGES_NEW,
        _VILLAGES_FORMER_NAMES,
        _VILLAGES_CHANGED,
        _VILLAGES_SECOND_CODES,
        _VILLAGES_SPLIT,
    ):
        cursor.execute(statement, terms)


_COLUMNS = "code, dola_code, kind, name_th, name_en, other_names, key_th"
_AUTHORITIES_NEW = f"""
    INSERT INTO places_localauthority ({_COLUMNS}, place_id, valid_from, valid_to, size, area_km2, is_example)
    SELECT {_COLUMNS}, place_code, valid_from, valid_to, '', NULL, %(is_example)s
    FROM places_stagedauthority WHERE batch_id = %(batch)s AND verdict = 'new' ORDER BY code
"""  # noqa: S608 (constants)
_VERSIONS_FORMER = """
    INSERT INTO places_authorityversion (authority_id, kind, name_th, starts_on, ends_on)
    SELECT a.id, s.former_kind, s.former_name_th, s.valid_from, s.changed_on
    FROM places_stagedauthority s JOIN places_localauthority a ON a.code = s.code
    WHERE s.batch_id = %(batch)s AND s.verdict = 'new' AND s.changed_on IS NOT NULL
"""
_VERSIONS_PRESENT = """
    INSERT INTO places_authorityversion (authority_id, kind, name_th, starts_on, ends_on)
    SELECT a.id, s.kind, s.name_th, COALESCE(s.changed_on, s.valid_from), s.valid_to
    FROM places_stagedauthority s JOIN places_localauthority a ON a.code = s.code
    WHERE s.batch_id = %(batch)s AND s.verdict = 'new'
"""
_VERSIONS_CLOSED = """
    UPDATE places_authorityversion SET ends_on = COALESCE(s.changed_on, %(today)s)
    FROM places_stagedauthority s JOIN places_localauthority a ON a.code = s.code
    WHERE places_authorityversion.authority_id = a.id AND places_authorityversion.ends_on IS NULL
        AND s.batch_id = %(batch)s AND s.verdict = 'changed' AND (s.name_th <> a.name_th OR s.kind <> a.kind)
"""
_VERSIONS_CHANGED = """
    INSERT INTO places_authorityversion (authority_id, kind, name_th, starts_on, ends_on)
    SELECT a.id, s.kind, s.name_th, COALESCE(s.changed_on, %(today)s), s.valid_to
    FROM places_stagedauthority s JOIN places_localauthority a ON a.code = s.code
    WHERE s.batch_id = %(batch)s AND s.verdict = 'changed' AND (s.name_th <> a.name_th OR s.kind <> a.kind)
"""
_AUTHORITIES_CHANGED = """
    UPDATE places_localauthority SET kind = s.kind, name_th = s.name_th, name_en = s.name_en, key_th = s.key_th,
        other_names = s.other_names, dola_code = COALESCE(s.dola_code, places_localauthority.dola_code),
        place_id = s.place_code, valid_to = s.valid_to, is_example = %(is_example)s
    FROM places_stagedauthority s
    WHERE s.code = places_localauthority.code AND s.batch_id = %(batch)s AND s.verdict = 'changed'
"""
_COVERAGE_ENDED = """
    UPDATE places_authoritycoverage SET ends_on = %(today)s
    WHERE ends_on IS NULL AND authority_id IN (
        SELECT a.id FROM places_localauthority a JOIN places_stagedauthority s ON s.code = a.code
        WHERE s.batch_id = %(batch)s AND s.verdict = 'changed')
    AND NOT EXISTS (
        SELECT 1 FROM places_stagedcoverage c JOIN places_localauthority a ON a.code = c.authority_code
        WHERE c.batch_id = %(batch)s AND a.id = places_authoritycoverage.authority_id
            AND c.place_code = places_authoritycoverage.place_id AND c.extent = places_authoritycoverage.extent)
"""
_COVERAGE_NEW = """
    INSERT INTO places_authoritycoverage (authority_id, place_id, extent, starts_on, ends_on)
    SELECT a.id, c.place_code, c.extent, CASE WHEN s.verdict = 'changed' THEN %(today)s ELSE NULL END, a.valid_to
    FROM places_stagedcoverage c
    JOIN places_stagedauthority s ON s.batch_id = c.batch_id AND s.code = c.authority_code
    JOIN places_localauthority a ON a.code = c.authority_code
    WHERE c.batch_id = %(batch)s AND s.verdict <> 'same' AND NOT EXISTS (
        SELECT 1 FROM places_authoritycoverage held
        WHERE held.authority_id = a.id AND held.place_id = c.place_code AND held.ends_on IS NULL)
"""


def authorities(cursor: CursorWrapper, batch: ImportBatch, today: date) -> None:
    """Move the authorities of a batch with their coverage; what changed ends and begins anew."""
    terms: Terms = {"batch": batch.pk, "today": today, "is_example": batch.is_example}
    for statement in (
        _AUTHORITIES_NEW,
        _VERSIONS_FORMER,
        _VERSIONS_PRESENT,
        _VERSIONS_CLOSED,
        _VERSIONS_CHANGED,
        _AUTHORITIES_CHANGED,
        _COVERAGE_ENDED,
        _COVERAGE_NEW,
    ):
        cursor.execute(statement, terms)


_JOINS = """
    UPDATE places_localauthority SET dola_code = s.dola_code,
        size = CASE WHEN s.size = '' THEN places_localauthority.size ELSE s.size END,
        area_km2 = COALESCE(s.area_km2, places_localauthority.area_km2)
    FROM places_stagedjoin s
    WHERE s.authority_code = places_localauthority.code AND s.batch_id = %(batch)s
        AND (s.verdict = 'new' OR s.is_confirmed)
"""


def joins(cursor: CursorWrapper, batch: int) -> None:
    """Give the authorities of a batch the Department's codes, sizes and areas."""
    cursor.execute(_JOINS, {"batch": batch})
