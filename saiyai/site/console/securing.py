"""The command that makes certificates: `certificate`."""

import re
from pathlib import Path

import click

from saiyai.site.console.words import gettext as _
from saiyai.site.opening import existing_home, troubles_of_folder
from saiyai.site.trouble import Trouble

NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?")


@click.command(
    help=_("Make a certificate for NAME (a host name or an address), and a QR that leads phones to trust it.")
)
@click.argument("name")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help=_("Where the files go (default: the home's certificates folder)."),
)
@click.option(
    "--port",
    type=click.IntRange(1, 65_535),
    envvar="PORT",
    default=8000,
    show_default=True,
    help=_("Port of the service."),
)
def certificate(name: str, folder: Path | None, port: int) -> None:
    """Make a server certificate signed by the home's own authority."""
    import segno

    from saiyai.site.certificate import make_certificate

    if NAME.fullmatch(name) is None:
        raise Trouble(
            _("%(name)s is no host name or address.") % {"name": name},
            _("Write it as phones will: saiyai.office.local"),
        )
    home = existing_home()
    target = folder or home.folder / "certificates"
    host = f"[{name}]" if ":" in name else name
    address = f"https://{host}:{port}/health/authority.pem"
    with troubles_of_folder(target):
        made = make_certificate(name, target, home.folder / "keys" / "authority", address)
    click.echo(_("Certificate: %(file)s") % {"file": made.certificate})
    click.echo(_("Its key: %(file)s") % {"file": made.key})
    click.echo(_("The authority that phones must trust: %(file)s") % {"file": made.authority})
    click.echo(
        _("Serve with: saiyai serve --host %(name)s --certificate %(certificate)s --key %(key)s")
        % {"name": name, "certificate": made.certificate, "key": made.key}
    )
    click.echo(
        _("On each phone, once: scan this, pass the warning, install what opens as an authority (%(file)s).")
        % {"file": made.code}
    )
    segno.make(address, error="m").terminal(compact=True)


COMMANDS = (certificate,)
