"""What every parsing child does first and last: it limits itself, and says what it found as lines of JSON."""

import json
import resource
import sys
from collections.abc import Callable
from typing import Any

from saiyai.documents.sheets.limits import Limits


def limit_self(limits: Limits) -> None:
    """Let the system end this process where it asks for more than the limits."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.output_bytes, limits.output_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))


def say(line: dict[str, Any], spelled: Callable[[object], object] | None = None) -> None:
    """Write one line of JSON; `spelled` turns values that JSON has not into some that it has."""
    sys.stdout.buffer.write(json.dumps(line, default=spelled).encode("utf-8") + b"\n")
