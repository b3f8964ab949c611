"""No page without a way to it: each route's name stands where something leads to it."""

import re

from tests.house.reading import PACKAGE, python_files, templates
from tests.matrix.routes import ours

ASKED_BY_ADDRESS = {
    "account_inactive",
    "accounts_forgotten_sent",
    "authority",
    "ckan_unnumbered",
    "favicon",
    "moved",
    "moved_component",
    "moved_earlier",
    "moved_steps",
    "picture",
    "robots",
    "service_worker",
    "sitemap",
    "sitemap_of",
}
"""What browsers, other programs and the addresses of the site that was before ask for, and what an act alone leads to."""


def led_to() -> set[str]:
    """Return every quoted word of the package that no `urls.py` says, and that is not only where an act returns to."""
    texts = [each.text for each in [*templates(), *python_files()] if not each.path.endswith("urls.py")]
    scripts = [path.read_text() for path in PACKAGE.rglob("*.js") if "vendor" not in path.parts]
    words = re.sub(r"redirect\(\s*[\"'][\w-]+[\"']", "", "\n".join([*texts, *scripts]))
    return set(re.findall(r"[\"']([\w-]+)[\"']", words))


def test_every_page_has_a_way_to_it():
    names = {route.name for route in ours() if route.name and not route.name.startswith("accounts_closed_")}

    assert sorted(names - led_to() - ASKED_BY_ADDRESS) == []
