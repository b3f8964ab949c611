"""`python -m bench.fill ROWS` registers organisations all over the North and prints the readers and their pages as JSON."""

import json
import sys
from copy import copy
from typing import Any

from bench.pages import reachable
from saiyai.site import opening


def register(size: int) -> None:
    """Register so many organisations."""
    from saiyai.network.models import Organisation, OrganisationField  # noqa: PLC0415 (Django stands only now)
    from saiyai.places.models import Place  # noqa: PLC0415

    one = Organisation.objects.filter(state="verified").exclude(welfare_fields=None)[0]
    fields = list(one.welfare_fields.values_list("field", flat=True))
    codes = list(
        Place.objects.filter(level="tambon", code__gte="50", valid_to=None).values_list("code", flat=True)
    )
    made = []
    for number in range(size):
        each = copy(one)
        each.pk, each.place_code = None, codes[number % len(codes)]
        each.name_th = each.search_key = f"กลุ่มออมทรัพย์ {number:05}"
        each.name_en = ""
        made.append(each)
    Organisation.objects.bulk_create(made)
    OrganisationField.objects.bulk_create(
        OrganisationField(organisation=each, field=field) for each in made for field in fields[:2]
    )


def people() -> dict[str, Any]:
    """Return the cookie of each of the demonstration's people by user name, and the pages that `support` reaches."""
    from django.conf import settings  # noqa: PLC0415 (Django stands only now)
    from django.test import Client  # noqa: PLC0415

    from saiyai.accounts.models import User  # noqa: PLC0415

    cookies, clients = {}, {}
    for user in User.objects.filter(is_active=True):
        client = clients[user.username] = Client(HTTP_HOST="localhost")
        client.force_login(user)
        cookies[user.username] = (
            f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
        )
    return {"cookies": cookies, "pages": reachable(clients["support"])}


if __name__ == "__main__":
    opening.start_django(opening.existing_home())
    register(int(sys.argv[1]))
    sys.stdout.write(json.dumps(people()) + "\n")
