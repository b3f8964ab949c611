"""Slowing guesses down: token buckets in the database, the same for all processes of the service.

A bucket is one number, the instant at which it will be full again, moved by a single UPDATE whose condition is the limit
(the generic cell rate algorithm): of several who take the last token at once, one gets it, on both engines. Every try
takes a token and a success gives it back, so that whoever knows the password is never slowed down, and 250 people behind
one address all get in; a closed account is open to its owner by passkey all the while.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from saiyai.accounts.models import Bucket
from saiyai.audit import clock
from saiyai.audit.rules import keyed_hash


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries may come at once, and after how many milliseconds one more may."""

    name: str
    at_once: int
    one_more_after_ms: int


SIGN_IN_HERE = Limit("sign-in account+address", 8, 30_000)
SIGN_IN_ANYWHERE = Limit("sign-in account", 60, 30_000)
SIGN_IN_FROM = Limit("sign-in address", 600, 200)
FACTOR = Limit("second factor", 8, 30_000)
RESET_OF = Limit("reset account", 4, 900_000)
RESET_FROM = Limit("reset address", 60, 10_000)
LINK_FROM = Limit("link address", 120, 2_000)
IDENTITY_FROM = Limit("identity address", 600, 200)


@dataclass(frozen=True, slots=True)
class Taking:
    """Tokens to take: the limit and what it is counted by."""

    limit: Limit
    counted_by: str

    @property
    def key(self) -> str:
        """Return the bucket's key: a keyed hash of what is counted, so that the table names nobody."""
        return keyed_hash(f"{self.limit.name}|{self.counted_by}", settings.SECRET_KEY.encode())


def sign_in_takings(login: str, address: str) -> list[Taking]:
    """Return the tokens that one try to sign in takes."""
    account = login.strip().casefold()
    return [
        Taking(SIGN_IN_HERE, f"{account}|{address}"),
        Taking(SIGN_IN_ANYWHERE, account),
        Taking(SIGN_IN_FROM, address),
    ]


def take(takings: Iterable[Taking]) -> bool:
    """Take a token from each bucket, or from none; return whether there were enough."""
    wanted = sorted(
        takings, key=lambda each: each.key
    )  # always in one order: two takers never wait for each other
    now_ms = _now_ms()
    with transaction.atomic():
        Bucket.objects.bulk_create(
            (Bucket(key=each.key, full_at_ms=now_ms) for each in wanted), ignore_conflicts=True
        )
        for each in wanted:
            step = each.limit.one_more_after_ms
            latest = now_ms + step * (each.limit.at_once - 1)
            enough = Bucket.objects.filter(key=each.key, full_at_ms__lte=latest)
            if not enough.update(full_at_ms=Greatest(F("full_at_ms"), Value(now_ms)) + step):
                transaction.set_rollback(True)
                return False
    return True


def give_back(takings: Iterable[Taking]) -> None:
    """Give the tokens of a try back: it was no guess."""
    with transaction.atomic():
        for each in sorted(takings, key=lambda each: each.key):
            Bucket.objects.filter(key=each.key).update(
                full_at_ms=F("full_at_ms") - each.limit.one_more_after_ms
            )


def sweep() -> int:
    """Delete the buckets that are full again, which are as good as none, and return how many there were."""
    deleted, _by_model = Bucket.objects.filter(full_at_ms__lt=_now_ms()).delete()
    return deleted


def _now_ms() -> int:
    return int(clock.now().timestamp() * 1_000)
