"""The one error of all kernel parsers: a code and its values, from which a sentence is made at the edge."""

from collections.abc import Callable


class BadValue(ValueError):  # noqa: N818 - it names a value that is bad, not a fault of the program
    """A text that is not the value it should be: `code` is `module.reason`, `values` fill its sentence.

    The values are numbers and short words; a personal number is never among them, so that it may be logged.
    """

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return self.code

    def __reduce__(self) -> tuple[Callable[..., "BadValue"], tuple[str, dict[str, str | int]]]:
        # Readers of files run in a child process: what they refuse must come back whole.
        return _remade, (self.code, self.values)


def _remade(code: str, values: dict[str, str | int]) -> BadValue:
    return BadValue(code, **values)
