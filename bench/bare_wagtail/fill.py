"""`python -m bench.bare_wagtail.fill FILE SLUG` makes the site and puts one article of a file of stories on it."""

import json
import os
import sys
from pathlib import Path

import django
from django.core.management import call_command


def fill(file: Path, slug: str) -> None:
    """Put the article of a slug on an empty site, below its first page."""
    from wagtail.models import Site  # noqa: PLC0415 (Django stands only now)

    from bench.bare_wagtail.models import StoryPage  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    told = next(each for each in json.loads(file.read_text(encoding="utf-8")) if each["slug"] == slug)
    page = StoryPage(
        title=told["title"],
        slug=slug,
        summary=told["summary"],
        told_on=told["on"],
        body=json.dumps(told["body"]),
    )
    Site.objects.get(is_default_site=True).root_page.add_child(instance=page).save_revision().publish()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.bare_wagtail.settings"
    django.setup()
    fill(Path(sys.argv[1]), sys.argv[2])
