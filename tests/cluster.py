"""A private PostgreSQL cluster for one run of the suite: made as an unprivileged user, reached by a socket, gone afterwards."""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

OWNER = "saiyai"
READY_AFTER_SECONDS = 60
SWEPT_AFTER_SECONDS = 3_600
PREFIX = "saiyai-cluster-"
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    # A race must wait for the disk as it would in an office; the rest of the suite asks its database not to.
    "fsync": "on",
    "shared_buffers": "64MB",
    "log_min_messages": "panic",
    "autovacuum": "off",
}


def programs() -> Path:
    """Return the folder of PostgreSQL's programs: the newest of Debian's, else what PATH finds."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if folders:
        return folders[-1].parent
    found = shutil.which("postgres")
    if found is None:
        raise FileNotFoundError("PostgreSQL's programs are missing: run tools/programs.sh postgresql")
    return Path(found).resolve().parent


def _unprivileged() -> str | None:
    """Return the user that the cluster must belong to: PostgreSQL refuses to run as root."""
    if os.geteuid():
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _die_with_parent() -> None:
    """Ask the kernel to stop this process when the run that started it is killed."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGINT)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster; `folder` holds its data and its socket."""

    folder: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """Stop the server and take its folder away."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def make_data(data: Path) -> None:
    """Make the files of an empty cluster; who may reach its socket is its superuser."""
    command = [programs() / "initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8"]
    subprocess.run(
        [*map(str, command), "--locale=C.UTF-8", "--no-sync"],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=data.parent,
        user=_unprivileged(),
    )


def sweep() -> None:
    """Take away the folders of clusters whose run was killed; a running one has its `postmaster.pid`."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        is_old = folder.stat().st_mtime < time.time() - SWEPT_AFTER_SECONDS
        if is_old and not (folder / "data" / "postmaster.pid").exists():
            shutil.rmtree(folder, ignore_errors=True)


def scratch_folder() -> Path:
    """Return a new folder that belongs to the cluster's user."""
    sweep()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    user = _unprivileged()
    if user is not None:
        shutil.chown(folder, user)
    return folder


def start(folder: Path) -> Cluster:
    """Start the cluster whose data lie in `folder`/data and return it once it answers."""
    options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    process = subprocess.Popen(
        [str(programs() / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *options],
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # an interrupt stops the tests first and the cluster after them
        preexec_fn=_die_with_parent,  # noqa: PLW1509 (the child only asks the kernel, and becomes postgres)
        cwd=folder,
        user=_unprivileged(),
    )
    cluster = Cluster(folder, process)
    ends_at = time.monotonic() + READY_AFTER_SECONDS
    answer = [str(programs() / "pg_isready"), "-q", "-h", str(folder), "-U", OWNER, "-d", "template1"]
    while subprocess.run(answer, check=False).returncode:
        if process.poll() is not None or time.monotonic() > ends_at:
            cluster.stop()
            raise RuntimeError("the private PostgreSQL cluster did not start")
        time.sleep(0.05)
    return cluster
