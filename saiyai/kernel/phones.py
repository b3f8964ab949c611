"""Thai telephone numbers: mobile, landline, toll-free and short ones, with ranges and extensions."""

import re
from dataclasses import dataclass
from enum import StrEnum

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.dates import Language
from saiyai.kernel.text import normalise, to_arabic_digits, to_thai_digits

CODES = frozenset(
    {
        "phone.empty",
        "phone.unreadable",
        "phone.unknown_number",
        "phone.wrong_range",
    },
)


class PhoneKind(StrEnum):
    """What sort of number it is."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    TOLL = "toll"
    SHORT = "short"


_SHAPES = {
    PhoneKind.MOBILE: re.compile("0[689][0-9]{8}"),
    PhoneKind.LANDLINE: re.compile("0[23457][0-9]{7}"),
    PhoneKind.TOLL: re.compile("1[89]00[0-9]{6}"),
    PhoneKind.SHORT: re.compile("1[0-9]{2,3}"),
}
_LONGEST_TEXT = 100
_MOST_LINES = 100
_LABEL = re.compile(
    r"(?:โทรศัพท์มือถือ|โทรศัพท์เคลื่อนที่|โทรศัพท์|โทรสาร|โทร|แฟกซ์|แฟ็กซ์|มือถือ|สายด่วน|หมายเลข|เบอร์"
    r"|telephone|mobile|phone|tel|fax)[.:\s]*",
)
_EXTENSION = re.compile(r"\s*,?\s*(?:ต่อ|ext\.?|x|#)\s*([0-9]{1,6}(?:-[0-9]{1,6})?)")
_RANGE = re.compile(r"\s*(?:ถึง|~)\s*")
_COUNTRY = re.compile(r"(?:\+66|0066|66(?=[2-9][0-9]{7,8}$))0?")
_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212", "------")
_BANGKOK = "02"


def _kind_of(number: str) -> PhoneKind | None:
    return next((kind for kind, shape in _SHAPES.items() if shape.fullmatch(number)), None)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number in the digits dialled inside Thailand, the last one of a range of lines, and an extension."""

    number: str
    last: str = ""
    extension: str = ""

    def __str__(self) -> str:
        return self.display()

    @property
    def kind(self) -> PhoneKind:
        """What sort of number it is."""
        kind = _kind_of(self.number)
        if kind is None:
            raise BadValue("phone.unknown_number", digits=len(self.number))
        return kind

    def numbers(self) -> tuple[str, ...]:
        """Return every number of the range, or the one number."""
        width = len(self.number)
        return tuple(
            f"{line:0{width}}" for line in range(int(self.number), int(self.last or self.number) + 1)
        )

    def display(self, *, language: Language = "th", thai_digits: bool = False) -> str:
        """Return it as printed on a letterhead: `053-112485-6`, `081-234-5678`, `02-123-4567 ต่อ 101`."""
        shown = _grouped(self.number, self.kind)
        if self.last:
            shown += "-" + _changed_tail(self.number, self.last)
        if self.extension:
            shown += f" {'ext.' if language == 'en' else 'ต่อ'} {self.extension}"
        return to_thai_digits(shown) if thai_digits else shown

    def e164(self) -> str | None:
        """Return the (first) number as dialled from abroad, `+6653112485`; None for short and toll ones."""
        if self.kind in {PhoneKind.SHORT, PhoneKind.TOLL}:
            return None
        return "+66" + self.number[1:]

    def uri(self) -> str:
        """Return the `tel:` link of the (first) number."""
        first_extension = self.extension.partition("-")[0]
        return f"tel:{self.e164() or self.number}" + (f";ext={first_extension}" if first_extension else "")


def _grouped(number: str, kind: PhoneKind) -> str:
    if kind is PhoneKind.SHORT:
        return number
    if kind is PhoneKind.TOLL:
        return f"{number[:4]}-{number[4:7]}-{number[7:]}"
    if kind is PhoneKind.LANDLINE and not number.startswith(_BANGKOK):
        return f"{number[:3]}-{number[3:]}"
    return f"{number[:-7]}-{number[-7:-4]}-{number[-4:]}"


def _changed_tail(first: str, last: str) -> str:
    same = next(place for place, (one, other) in enumerate(zip(first, last, strict=True)) if one != other)
    return last[same:]


def _digits(text: str) -> str:
    digits = re.sub(r"[\s().-]", "", text)
    country = _COUNTRY.match(digits)
    if country:
        digits = "0" + digits[country.end() :]
    if not re.fullmatch("[0-9]+", digits):
        raise BadValue("phone.unreadable")
    return digits


def _line_range(first: str, tail: str) -> tuple[str, str]:
    last = first[: -len(tail)] + tail
    if len(tail) > len(first) or not 0 < int(last) - int(first) < _MOST_LINES:
        raise BadValue("phone.wrong_range")
    return first, last


def _number_and_last(text: str) -> tuple[str, str]:
    """Return the number and the last of its range; a short last group after a dash is a range's tail."""
    ends = _RANGE.split(text, maxsplit=1)
    if len(ends) > 1:
        return _line_range(_digits(ends[0]), _digits(ends[1]))
    digits = _digits(text)
    if _kind_of(digits):
        return digits, ""
    head, dash, tail = text.rpartition("-")
    tail = tail.strip()
    if dash and re.fullmatch("[0-9]{1,4}", tail) and _kind_of(number := _digits(head)):
        return _line_range(number, tail)
    return digits, ""


def parse_phone(text: str) -> Phone:
    """Return the number in `text`; labels, both digits, +66, ranges (`-6`, `ถึง 6`) and `ต่อ 101` are read."""
    bare = to_arabic_digits(normalise(text)).translate(_DASHES).casefold()
    if not bare:
        raise BadValue("phone.empty")
    if len(bare) > _LONGEST_TEXT:
        raise BadValue("phone.unreadable")
    label = _LABEL.match(bare)
    bare = bare[label.end() :] if label else bare
    extension = ""
    dialled = _EXTENSION.search(bare)
    if dialled and dialled.end() == len(bare):
        bare, extension = bare[: dialled.start()], dialled[1]
    number, last = _number_and_last(bare)
    if _kind_of(number) is None:
        raise BadValue("phone.unknown_number", digits=len(number))
    return Phone(number, last, extension)


def parse_phones(text: str) -> tuple[Phone, ...]:
    """Return the numbers of a contact line, parted by commas, semicolons, line breaks, `และ` or `หรือ`."""
    pieces = re.split(r"[,;\n]|(?:และ|หรือ)", text)
    return tuple(parse_phone(piece) for piece in pieces if normalise(piece))
