"""What stands before and behind an area's name, in Thai and English."""

PROVINCE_DIGITS, DISTRICT_DIGITS, TAMBON_DIGITS, VILLAGE_DIGITS = 2, 4, 6, 8
"""How long the codes of each level are."""

BANGKOK_CODE = "10"
CAPITAL_DISTRICT = "01"
"""The last digits of the code under which the district of a province's capital stands."""

_THAI = {2: "จังหวัด", 4: "อำเภอ", 6: "ตำบล", 8: ""}
_THAI_IN_BANGKOK = {2: "", 4: "เขต", 6: "แขวง", 8: ""}
_THAI_SHORT = {2: "จ.", 4: "อ.", 6: "ต.", 8: ""}
_ENGLISH = {2: "{} Province", 4: "{} District", 6: "{} Subdistrict", 8: "{}"}


def is_in_bangkok(code: str) -> bool:
    """Tell whether an area lies in Bangkok, whose districts are เขต and whose tambons are แขวง."""
    return code.startswith(BANGKOK_CODE)


def thai_label(code: str, name: str) -> str:
    """Return the full Thai name: อำเภอสันทราย, เขตพระนคร, บ้านเจ็ดยอด หมู่ที่ 2."""
    words = _THAI_IN_BANGKOK if is_in_bangkok(code) else _THAI
    if len(code) == VILLAGE_DIGITS:
        return f"{name} หมู่ที่ {int(code[6:])}"
    return f"{words[len(code)]}{name}"


def thai_short_label(code: str, name: str) -> str:
    """Return the short Thai name: อ.สันทราย, เขตพระนคร."""
    words = _THAI_IN_BANGKOK if is_in_bangkok(code) else _THAI_SHORT
    return f"{words[len(code)]}{name}"


def english_label(code: str, name: str) -> str:
    """Return the full English name: San Sai District."""
    if code == BANGKOK_CODE:
        return name
    if len(code) == VILLAGE_DIGITS:
        return f"{name}, Moo {int(code[6:])}"
    return _ENGLISH[len(code)].format(name)


def bare_name(code: str, name: str) -> str:
    """Return a name without the word for its level, as lists of Bangkok's districts carry it (เขตพระนคร)."""
    return name.removeprefix("เขต") if len(code) == DISTRICT_DIGITS and is_in_bangkok(code) else name


def name_and_alias(name: str) -> tuple[str, str]:
    """Return a name and the other one that it holds in brackets, empty where it holds none: ปอภาร (ปอพาน)."""
    before, bracket, inside = name.partition("(")
    if not bracket or not inside.rstrip().endswith(")") or not before.strip():
        return name.strip(), ""
    return before.strip(), inside.rstrip()[:-1].strip()
