"""How an office is reached: what may stand in its contact block, and in which form it is kept."""

from dataclasses import dataclass, fields, replace
from urllib.parse import urlsplit

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.phones import Phone, parse_phones
from saiyai.kernel.text import normalise, normalise_lines

SCHEMES = ("https://", "http://")
FACEBOOK = ("facebook.com", "fb.com")
LONGEST_ABOUT, LONGEST_ADDRESS = 4_000, 500


@dataclass(frozen=True, slots=True)
class ContactTerms:
    """What an office says of itself and how it is reached; empty texts where it says nothing."""

    about_th: str = ""
    about_en: str = ""
    address_th: str = ""
    address_en: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    website: str = ""
    facebook: str = ""
    line: str = ""

    def lines(self) -> tuple[str, ...]:
        """Return what is said as "field: text" lines, as the record keeps it."""
        said = ((each.name, getattr(self, each.name)) for each in fields(self))
        return tuple(f"{name}: {text}" for name, text in said if text)


CONTACT_FIELDS = tuple(each.name for each in fields(ContactTerms))


def plain_contact(terms: ContactTerms) -> ContactTerms:
    """Return a contact in the form in which it is kept: texts composed and trimmed, lines of the long ones kept."""
    lines = {
        name: normalise_lines(getattr(terms, name)).strip()
        for name in ("about_th", "about_en", "address_th", "address_en")
    }
    shorts = {
        name: normalise(getattr(terms, name)) for name in ("phone", "fax", "website", "facebook", "line")
    }
    return replace(terms, **lines, **shorts)


def refusals_of_contact(terms: ContactTerms) -> dict[str, str]:
    """Return the codes of what is wrong in a contact by field, empty where nothing is."""
    wrong = {
        "phone": "" if are_phones(terms.phone) else "office.phone_unreadable",
        "fax": "" if are_phones(terms.fax) else "office.phone_unreadable",
        "website": "" if is_web_address(terms.website) else "office.not_a_web_address",
        "facebook": "" if is_facebook(terms.facebook) else "office.not_a_facebook_page",
    }
    return {field: code for field, code in wrong.items() if code}


def are_phones(text: str) -> bool:
    """Tell whether a text is empty or holds telephone numbers alone."""
    try:
        return not text or bool(parse_phones(text))
    except BadValue:
        return False


def phones_in(text: str) -> tuple[Phone, ...]:
    """Return the telephone numbers of a kept contact."""
    return parse_phones(text) if text else ()


def is_web_address(text: str) -> bool:
    """Tell whether a text is empty or a whole address of the web, with a name and without a user."""
    if not text:
        return True
    try:
        parts = urlsplit(text)
        name = parts.hostname or ""
    except ValueError:
        return False
    return text.startswith(SCHEMES) and "." in name and "@" not in parts.netloc and text.isprintable()


def is_facebook(text: str) -> bool:
    """Tell whether a text is empty or the address of a page on Facebook."""
    if not text:
        return True
    name = (urlsplit(text).hostname or "") if is_web_address(text) else ""
    return name in FACEBOOK or name.endswith(tuple(f".{each}" for each in FACEBOOK))
