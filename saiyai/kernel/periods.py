"""Reporting periods of the Thai fiscal year: 1 October to 30 September, named by September's BE year.

The code of a period is stable: `2557` the year, `2557Q2` a quarter, `2557M03` a month counted from October
(03 = December 2556), `2557R06` and `2557R09` the rounds that close after six and nine months and, as Thai
offices count them, both begin in October; `2557X` something collected once in the year.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.dates import Language, format_date
from saiyai.kernel.text import normalise, to_arabic_digits, to_thai_digits

CODES = frozenset(
    {
        "period.empty",
        "period.unreadable",
        "period.number_out_of_range",
        "period.year_out_of_range",
        "period.no_round_covers",
    },
)

_ERA_SHIFT = 543
_FIRST_YEAR, _LAST_YEAR = 2400, 2942
_FIRST_FISCAL_MONTH = 10
_MONTHS_A_YEAR = 12


class PeriodKind(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE = "nine"
    YEAR = "year"
    ONCE = "once"


_MONTHS_LONG = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.NINE: 9,
    PeriodKind.YEAR: 12,
    PeriodKind.ONCE: 12,
}
_HOW_MANY = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4}
_SUFFIXES = {
    PeriodKind.MONTH: "M{:02}",
    PeriodKind.QUARTER: "Q{}",
    PeriodKind.HALF: "R06",
    PeriodKind.NINE: "R09",
    PeriodKind.YEAR: "",
    PeriodKind.ONCE: "X",
}
_CODE = re.compile(r"(?P<year>[0-9]{4})(?:M(?P<month>[0-9]{2})|Q(?P<quarter>[0-9])|(?P<whole>R06|R09|X|))")
_WHOLE = {"R06": PeriodKind.HALF, "R09": PeriodKind.NINE, "": PeriodKind.YEAR, "X": PeriodKind.ONCE}


def fiscal_year(day: date) -> int:
    """Return the BE number of the fiscal year that `day` falls in, by the present rule for any age."""
    return day.year + _ERA_SHIFT + (day.month >= _FIRST_FISCAL_MONTH)


def fiscal_month(day: date) -> int:
    """Return the month of the fiscal year, 1 = October to 12 = September."""
    return (day.month - _FIRST_FISCAL_MONTH) % _MONTHS_A_YEAR + 1


def _first_of_fiscal_month(year: int, month: int) -> date:
    months = (year - _ERA_SHIFT - 1) * _MONTHS_A_YEAR + _FIRST_FISCAL_MONTH - 1 + month - 1
    return date(months // _MONTHS_A_YEAR, months % _MONTHS_A_YEAR + 1, 1)


@dataclass(frozen=True, slots=True)
class Period:
    """One reporting period: its kind, the BE fiscal year, its number among its kind in that year."""

    kind: PeriodKind
    fiscal_year: int
    number: int = 1

    def __post_init__(self) -> None:
        if not _FIRST_YEAR <= self.fiscal_year <= _LAST_YEAR:
            year = self.fiscal_year
            raise BadValue("period.year_out_of_range", year=year, first=_FIRST_YEAR, last=_LAST_YEAR)
        how_many = _HOW_MANY.get(self.kind, 1)
        if not 1 <= self.number <= how_many:
            raise BadValue("period.number_out_of_range", number=self.number, last=how_many)

    def __str__(self) -> str:
        return self.code

    @classmethod
    def parse(cls, code: str) -> Self:
        """Return the period of a code such as `2557Q2`, in either case and either digits."""
        bare = to_arabic_digits(normalise(code)).upper()
        if not bare:
            raise BadValue("period.empty")
        read = _CODE.fullmatch(bare)
        if read is None:
            raise BadValue("period.unreadable")
        year = int(read["year"])
        if read["month"]:
            return cls(PeriodKind.MONTH, year, int(read["month"]))
        if read["quarter"]:
            return cls(PeriodKind.QUARTER, year, int(read["quarter"]))
        return cls(_WHOLE[read["whole"]], year)

    @classmethod
    def containing(cls, day: date, kind: PeriodKind) -> Self:
        """Return the period of `kind` that `day` falls in.

        After March no six-month round runs, after June no nine-month one: `period.no_round_covers`.
        """
        number = (fiscal_month(day) - 1) // _MONTHS_LONG[kind] + 1
        if number > _HOW_MANY.get(kind, 1):
            raise BadValue("period.no_round_covers", months=_MONTHS_LONG[kind])
        return cls(kind, fiscal_year(day), number)

    @property
    def code(self) -> str:
        """The stable code, read back by `parse`."""
        return f"{self.fiscal_year}{_SUFFIXES[self.kind].format(self.number)}"

    @property
    def start(self) -> date:
        """The first day."""
        return _first_of_fiscal_month(self.fiscal_year, (self.number - 1) * _MONTHS_LONG[self.kind] + 1)

    @property
    def end(self) -> date:
        """The last day, itself inside the period."""
        after = _first_of_fiscal_month(self.fiscal_year, self.number * _MONTHS_LONG[self.kind] + 1)
        return after - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def covers(self, other: "Period") -> bool:
        """Return whether all days of `other` are days of this period."""
        return self.start <= other.start and other.end <= self.end

    def _moved(self, step: int) -> "Period":
        how_many = _HOW_MANY.get(self.kind, 1)
        position = self.fiscal_year * how_many + self.number - 1 + step
        return Period(self.kind, position // how_many, position % how_many + 1)

    def next(self) -> "Period":
        """Return the following period of the same kind."""
        return self._moved(1)

    def previous(self) -> "Period":
        """Return the preceding period of the same kind."""
        return self._moved(-1)

    def parts(self, kind: PeriodKind) -> tuple["Period", ...]:
        """Return the periods of a shorter `kind` that lie wholly inside this one, in order."""
        if _MONTHS_LONG[kind] >= _MONTHS_LONG[self.kind]:
            return ()
        every = (Period(kind, self.fiscal_year, number + 1) for number in range(_HOW_MANY.get(kind, 1)))
        return tuple(period for period in every if self.covers(period))

    def label(self, *, language: Language = "th", thai_digits: bool = False) -> str:
        """Return its name for people: `ไตรมาสที่ 2 ปีงบประมาณ 2557`, `Quarter 2, fiscal year 2557 BE`."""
        named = self._english_label() if language == "en" else self._thai_label()
        return to_thai_digits(named) if thai_digits else named

    def _thai_label(self) -> str:
        year = f"ปีงบประมาณ {self.fiscal_year}"
        match self.kind:
            case PeriodKind.MONTH:
                return format_date(self.start).removeprefix("1 ")
            case PeriodKind.QUARTER:
                return f"ไตรมาสที่ {self.number} {year}"
            case PeriodKind.HALF | PeriodKind.NINE:
                return f"รอบ {_MONTHS_LONG[self.kind]} เดือน {year}"
            case PeriodKind.YEAR:
                return year
            case PeriodKind.ONCE:
                return f"ครั้งเดียวใน{year}"

    def _english_label(self) -> str:
        year = f"fiscal year {self.fiscal_year} BE"
        match self.kind:
            case PeriodKind.MONTH:
                return format_date(self.start, language="en").removeprefix("1 ")
            case PeriodKind.QUARTER:
                return f"Quarter {self.number}, {year}"
            case PeriodKind.HALF | PeriodKind.NINE:
                return f"{_MONTHS_LONG[self.kind]}-month round, {year}"
            case PeriodKind.YEAR:
                return f"Fiscal year {self.fiscal_year} BE"
            case PeriodKind.ONCE:
                return f"Once in {year}"
