"""What processes of the raced tests do."""

from saiyai.accounts.models import Bucket
from saiyai.accounts.throttle import Limit, Taking, take
from saiyai.audit import clock
from tests.processes import meet

AT_ONCE = 10
LIMIT = Limit("raced", AT_ONCE, 3_600_000)
TAKING = Taking(LIMIT, "somebody")


def take_tokens(tries: int) -> int:
    """Try so often, and return how often a token was there."""
    return sum(take([TAKING]) for _try in range(tries))


def take_tokens_by_reading_first(tries: int) -> int:
    """Do the same by reading the bucket, looking, and writing it: what the bucket would be without its guard."""
    return sum(_read_look_write(is_first=not each) for each in range(tries))


def _read_look_write(*, is_first: bool) -> bool:
    now_ms = int(clock.now().timestamp() * 1_000)
    bucket, _made = Bucket.objects.get_or_create(key=TAKING.key, defaults={"full_at_ms": now_ms})
    if bucket.full_at_ms > now_ms + LIMIT.one_more_after_ms * (AT_ONCE - 1):
        return False
    if is_first:
        meet()  # all have read the same
    bucket.full_at_ms = max(bucket.full_at_ms, now_ms) + LIMIT.one_more_after_ms
    bucket.save(update_fields=["full_at_ms"])
    return True
