"""Acts that race: each runs in a process of its own."""

import threading
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from saiyai.kernel.powers import Console
from saiyai.kernel.refusal import Refusal
from saiyai.places import commands, imports
from saiyai.places.commands.imports import Attempt
from saiyai.places.models import Cluster, ClusterMembership, Place, StagedVillage

SOME = 50
"""How many rows a checking that is killed has staged."""


def accept(number: int) -> str:
    """Accept an import, or return why not."""
    try:
        imports.accept(number, by=Console())
    except Refusal as refusal:
        return refusal.code
    return "accepted"


def check_kept_file(number: int) -> Iterator[int]:
    """Check a kept file as far as its first rows, tell how many are staged, and go on no more."""
    some, stage = threading.Event(), Attempt.stage

    def stage_some(attempt: Attempt, rows: Sequence[Any], of: type[Any], *, most: int | None = None) -> None:
        stage(attempt, rows[:SOME], of, most=most)
        some.set()
        threading.Event().wait()

    Attempt.stage = stage_some  # type: ignore[method-assign]
    threading.Thread(target=imports.check_stored, args=(number,), daemon=True).start()
    some.wait()
    yield StagedVillage.objects.filter(batch=number).count()
    threading.Event().wait()


def check_once(number: int) -> bool:
    """Check a kept file; tell whether this process is the one who did."""
    return imports.check_stored(number)


def rename(number: int) -> str:
    """Rename a place from the same day on, or return why not."""
    try:
        commands.rename_place(
            place=Place.objects.get(code="501412"),
            name_th=f"ป่าไผ่ {number}",
            name_en="",
            on=date(2020, 1, 1),
            reason="",
            by=Console(),
        )
    except Refusal as refusal:
        return refusal.code
    return "renamed"


def join_cluster(number: int) -> str:
    """Let a province join a cluster, or return why not."""
    cluster = Cluster.objects.get(code="race")
    try:
        commands.add_province(cluster=cluster, province="50", starts_on=date(2020, 1, 1), by=Console())
    except Refusal as refusal:
        return refusal.code
    return "joined"


def join_cluster_unasked(number: int) -> str:
    """Write the membership past the command."""
    cluster = Cluster.objects.get(code="race")
    ClusterMembership.objects.create(cluster=cluster, province_id="50", starts_on=date(2020, 1, 1))
    return "joined"
