"""The homes of the suite: one of each kind set up once for a run, by whichever worker asks first, and copies of it."""

import fcntl
import json
import shutil
from pathlib import Path

from tests import database
from tests.site.programs import saiyai


def home_of_run(shared: Path, kind: str) -> Path:
    """Return the run's home of a kind, in the folder that its workers share; tests work on copies of it."""
    home, ready = shared / f"{kind}-home", shared / f"{kind}-home.ready"
    with (shared / f"{kind}-home.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            shutil.rmtree(home, ignore_errors=True)  # of a worker that was killed
            _set_up(home, kind)
            ready.touch()
    return home


def _set_up(home: Path, kind: str) -> None:
    home.mkdir()
    (home / "home.json").write_text(json.dumps({"kind": kind}))
    shutil.copy(database.prepared_file(), home / "saiyai.sqlite3")
    done = saiyai(home, "setup", *(["--demonstration"] if kind == "demonstration" else []))
    assert done.returncode == 0, done.stderr


def copy_of(template: Path, target: Path) -> Path:
    """Return a copy of a home; the static files, which nobody changes, are the template's own."""
    shutil.copytree(template, target, ignore=shutil.ignore_patterns("static", "run"))
    (target / "static").symlink_to(template / "static")
    (target / "run").mkdir()
    return target
