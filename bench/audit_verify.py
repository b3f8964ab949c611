"""Verifying the chain, in entries a second, against hashing the same bytes alone."""

import hashlib
import json

from bench import home
from bench.result import Result, interleaved


def run(size: int = 200_000) -> Result:
    """Verify a chain of `size` entries; the reference hashes the canonical bytes already in memory."""
    home.fresh()
    from django.db import connection  # noqa: PLC0415 (Django stands only now)

    from saiyai.audit.models import ChainHead, Entry  # noqa: PLC0415
    from saiyai.audit.queries import soundness_of_chain  # noqa: PLC0415
    from saiyai.audit.rules import GENESIS, digest_of  # noqa: PLC0415

    changes = json.dumps([["monitoring.report:17", "state", "submitted", "verified"]] * 3)
    entries, canonical, last = [], [], GENESIS
    for seq in range(1, size + 1):
        columns = (seq, 1_400_000_000_000_000 + seq, "monitoring.report.verify", 7, "", "501412", "", changes)
        this = digest_of(last, *columns)
        canonical.append((last + json.dumps(columns, ensure_ascii=False, separators=(",", ":"))).encode())
        entries.append(Entry(*columns, last, this))
        last = this
    Entry.objects.bulk_create(entries, batch_size=5_000)
    ChainHead.objects.filter(pk=1).update(seq=size, hash=last)
    connection.close()

    def verify() -> None:
        assert soundness_of_chain().broken is None

    def hash_alone() -> None:
        for each in canonical:
            hashlib.sha256(each).hexdigest()

    ours, reference = interleaved(verify, hash_alone)
    return Result(
        "audit_verify", size / ours, size / reference, "hashlib over the same bytes in memory", "entries/s"
    )
