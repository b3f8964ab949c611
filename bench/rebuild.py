"""The cube made anew from the reports in the database, 7,436 places x 50 series x 60 months, against reading them alone."""

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date

from bench.home import fresh
from bench.result import Result

SERIES, MONTHS, YEARS = 50, 12, 5
OPEN_SECONDS = """
import re, time
from pathlib import Path
import django
django.setup()
resident = lambda: int(re.search(r'VmRSS:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]) / 1024
before = resident()
from django.conf import settings
from saiyai.analytics.cube.answers import figures, question
from saiyai.analytics.cube.shape import LAYERS
from saiyai.analytics.held import Cube
from saiyai.analytics.sources import all_keys
begun = time.perf_counter()
cube = Cube(settings.HOME.cube)
cube.catch_up()
for key in all_keys():
    block = cube.block(key)
    for measure in block.shape.measures:
        for layer in LAYERS:
            asked = question(block, measure.code, None, layer)
            for length in block.places.lengths:
                figures(block, asked, "", length)
print(time.perf_counter() - begun, before, resident())
"""
"""Opens every block and asks every figure of every area above the places, in a process of its own."""


def fill(places: int) -> None:
    """Store a report of each place for each month of five years, all numbers told."""
    from django.db import transaction  # noqa: PLC0415 (Django stands only now)

    from saiyai.accounts.models import Office, User  # noqa: PLC0415
    from saiyai.audit import clock  # noqa: PLC0415
    from saiyai.monitoring.models import (  # noqa: PLC0415
        Collection,
        Form,
        FormDesign,
        FormItem,
        Project,
        Report,
        Series,
    )

    office = Office.objects.first() or Office.objects.create(
        code="bench", name_th="ก", starts_on=date(2014, 1, 1)
    )
    sender = User.objects.create(username="sender")
    project = Project.objects.create(code="bench", name_th="ก", fiscal_year=2557, owner=office)
    design = FormDesign.objects.create(
        project=project, title_th="ก", definition_text="", published=1, changed_at=clock.now()
    )
    form = Form.objects.create(project=project, design=design, title_th="ก")
    series = [
        Series.objects.create(
            code=f"b.{n:02}", name_th="ก", name_en="a", unit_th="ก", unit_en="a", kind="flow"
        )
        for n in range(SERIES)
    ]
    FormItem.objects.bulk_create(
        FormItem(form=form, series=each, position=n) for n, each in enumerate(series)
    )
    day = date(2014, 1, 1)
    for year in range(2557, 2557 + YEARS):
        for month in range(1, MONTHS + 1):
            made = Collection.objects.create(
                project=project, form=form, period_code=f"{year}M{month:02}", level="tambon",
                opens_on=day, due_on=day, closes_on=day,
            )  # fmt: skip
            with transaction.atomic():
                Report.objects.bulk_create(_reports(made.pk, places, sender.pk), batch_size=2_000)


def _reports(collection: int, places: int, sender: int) -> "Iterator[object]":
    from django.utils import timezone  # noqa: PLC0415 (Django stands only now)

    from saiyai.monitoring.models import Report  # noqa: PLC0415

    pick = random.Random(collection)  # noqa: S311 (the same reports each time)
    now = timezone.now()
    for number in range(places):
        code = f"{number // 96 + 10:02}{number // 8 % 12 + 1:02}{number % 8 + 1:02}"
        told = {f"b.{n:02}": pick.randrange(1_000) for n in range(SERIES)}
        yield Report(
            collection_id=collection, place_code=code, state="submitted", version=1, content_hash="0" * 64,
            figures_text=json.dumps(told, separators=(",", ":")), submitted_by_id=sender, submitted_at=now,
        )  # fmt: skip


def read_alone() -> int:
    """Read every report and decode its numbers, and nothing more; return how many there were."""
    from saiyai.monitoring.models import Report  # noqa: PLC0415 (Django stands only now)

    rows = Report.objects.order_by().values_list("place_code", "state", "figures_text")
    return sum(len(json.loads(text)) for _place, _state, text in rows.iterator(chunk_size=2_000))


def run(size: int = 7_436) -> Result:
    """Return the seconds of making the files anew for `size` places, beside those of reading the reports alone."""
    fresh()
    fill(size)
    from django.conf import settings  # noqa: PLC0415 (Django stands only now)

    from saiyai.analytics.folding import fold  # noqa: PLC0415

    begun = time.perf_counter()
    numbers = read_alone()
    reading = time.perf_counter() - begun
    begun = time.perf_counter()
    done = fold(settings.HOME.cube, afresh=True)
    taken = time.perf_counter() - begun
    assert done is not None
    assert (done.written, numbers) == (YEARS, size * SERIES * MONTHS * YEARS)
    told = subprocess.run(  # noqa: S603 (our own words)
        [sys.executable, "-c", OPEN_SECONDS], capture_output=True, text=True, check=True
    ).stdout.split()
    print(
        f"{numbers:,} numbers; opened and asked of every area in {float(told[0]):.2f} s by another process,"
    )
    print(f"which grew from {float(told[1]):.0f} to {float(told[2]):.0f} MB")
    return Result("rebuild", taken, reading, "reading the reports alone", "s")
