"""`python -m bench.plain.fill ROWS` makes the plain project's tables and rows and prints a signed-in session's key."""

import os
import sys

import django
from django.core.management import call_command


def fill(size: int) -> str:
    """Return the key of a session that is signed in to a filled project."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.auth.models import User  # noqa: PLC0415 (Django stands only now)
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    from bench.plain.models import Field, Organisation, Place  # noqa: PLC0415

    call_command("migrate", verbosity=0, run_syncdb=True)
    province = Place.objects.create(name="เชียงใหม่")
    places = Place.objects.bulk_create(Place(name=f"ตำบล {each}", above=province) for each in range(size))
    made = Organisation.objects.bulk_create(
        Organisation(name=f"กลุ่มออมทรัพย์ {each:05}", kind="group", state="verified", place=place)
        for each, place in enumerate(places)
    )
    Field.objects.bulk_create(
        Field(organisation=each, name=name) for each in made for name in ("การศึกษา", "สุขภาพอนามัย")
    )
    user = User.objects.create_user("reader", password=None)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.plain.settings"
    django.setup()
    sys.stdout.write(fill(int(sys.argv[1])) + "\n")
