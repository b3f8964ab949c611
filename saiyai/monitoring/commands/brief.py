"""What can be done to executive reports: write the words of one."""

import json
from collections.abc import Mapping

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.periods import Period
from saiyai.kernel.refusal import Conflict, Refusal
from saiyai.kernel.text import normalise_lines
from saiyai.monitoring import access
from saiyai.monitoring.models import Brief, Project
from saiyai.monitoring.rules.brief import LONGEST_PART, Part


@command("monitoring.brief.write", allows=access.may_write_brief)
def write_brief(
    *,
    project: Project,
    place_code: str,
    period_code: str,
    texts: Mapping[str, str],
    version: int,
    by: User,
) -> Brief:
    """Keep the words of an executive report; `version` is the one that its author read, 0 where there was none."""
    try:
        period = Period.parse(period_code)
    except BadValue as bad:
        raise Refusal(bad.code, **bad.values) from bad
    said = {part.value: normalise_lines(texts.get(part.value, "")) for part in Part}
    for text in said.values():
        if len(text) > LONGEST_PART:
            raise Refusal("brief.too_long", most=LONGEST_PART)
    rows = Brief.objects.select_for_update()
    found = rows.filter(project=project, place_code=place_code, period_code=period.code).first()
    if (found.version if found else 0) != version:
        raise Conflict("brief.changed", pk=found.pk if found else 0, version=version)
    brief = found or Brief(project=project, place_code=place_code, period_code=period.code, version=0)
    brief.texts_text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    brief.version += 1
    brief.written_by, brief.written_at = by, clock.now()
    brief.save()
    return brief
