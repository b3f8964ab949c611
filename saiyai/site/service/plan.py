"""How the service is to be reached: address, port, certificate; and what is refused."""

import ipaddress
import os
import socket
from dataclasses import dataclass
from pathlib import Path

from saiyai.site.console.words import gettext as _
from saiyai.site.home import Home, Kind
from saiyai.site.trouble import Trouble

LOOPBACK_NAMES = {"localhost", "localhost.localdomain"}


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the service listens and how it is called."""

    home: Home
    host: str = "localhost"
    port: int = 8000
    certificate: Path | None = None
    key: Path | None = None
    public_name: str | None = None
    """The name under which a proxy with HTTPS in front publishes the service."""
    workers: int = 2

    @property
    def is_secure(self) -> bool:
        """Tell whether browsers speak HTTPS with the service."""
        return self.certificate is not None or self.public_name is not None

    @property
    def is_loopback(self) -> bool:
        """Tell whether only this machine can reach the service."""
        return is_loopback(self.host)

    @property
    def listens_on(self) -> str:
        """Return the address to listen on: all of the machine's for a name that is not loopback's."""
        if self.is_loopback:
            return "::1" if self.host == "::1" else "127.0.0.1"
        return self.host if _is_address(self.host) else "0.0.0.0"  # noqa: S104 (asked for with --host)

    @property
    def address(self) -> str:
        """Return the address to open in a browser."""
        if self.public_name:
            return f"https://{self.public_name}/"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.certificate else 'http'}://{host}:{self.port}/"


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Tell whether a name or address means this machine only."""
    return ipaddress.ip_address(host).is_loopback if _is_address(host) else host in LOOPBACK_NAMES


def check(plan: Plan) -> None:
    """Refuse what would show work to strangers: a demonstration, or plain HTTP, beyond this machine."""
    if not plan.is_loopback and plan.home.kind is Kind.DEMONSTRATION:
        raise Trouble(
            _("A demonstration is shown on this machine only: its passwords are printed."),
            _("Leave --host out, or set up an empty home for real work with `saiyai setup`."),
        )
    if not plan.is_loopback and plan.certificate is None:
        raise Trouble(
            _("Without HTTPS the service listens on this machine only."),
            _("Give --certificate and --key (`saiyai certificate NAME`), or use a proxy with HTTPS."),
        )
    if (plan.certificate is None) != (plan.key is None):
        raise Trouble(_("HTTPS needs both --certificate and --key."), _("Give both files, or neither."))
    if plan.public_name and plan.home.kind is Kind.DEMONSTRATION:
        raise Trouble(
            _("A demonstration is shown on this machine only: its passwords are printed."),
            _("Leave --public-name out."),
        )
    check_port(plan)


def check_port(plan: Plan) -> None:
    """Refuse a port that is in use or that this user may not open."""
    family = socket.AF_INET6 if ":" in plan.listens_on else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((plan.listens_on, plan.port))
        except PermissionError as refused:
            sentence = _("This user may not open port %(port)s.") % {"port": plan.port}
            raise Trouble(sentence, _("Choose one above 1023 with --port or PORT.")) from refused
        except OSError as refused:
            sentence = _("Port %(port)s is in use by another program.") % {"port": plan.port}
            raise Trouble(
                sentence, _("Stop that program, or choose another with --port or PORT.")
            ) from refused


def publish(plan: Plan) -> None:
    """Tell the settings, through the environment, how the service is called."""
    names = {plan.host, plan.public_name} - {None, "localhost", "127.0.0.1"}
    known = os.environ.get("SAIYAI_HOSTS", "").split()
    os.environ["SAIYAI_HOSTS"] = " ".join(dict.fromkeys([*known, *sorted(str(each) for each in names)]))
    os.environ["SAIYAI_ADDRESS"] = plan.address.rstrip("/")
    if plan.is_secure:
        os.environ["SAIYAI_SECURE"] = "1"
    if plan.public_name:
        os.environ["SAIYAI_BEHIND_PROXY"] = "1"
