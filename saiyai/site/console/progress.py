"""What the console shows while it works: named steps with their time, and bars."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from saiyai.site.console.words import gettext as _

BAR_AFTER_SECONDS = 1.0


@contextmanager
def step(title: str) -> Iterator[None]:
    """Show a named step, and its seconds once it is done."""
    began = time.monotonic()
    terminal = sys.stderr.isatty()
    click.echo(f"  … {title}", err=True, nl=not terminal)
    try:
        yield
    except BaseException:
        click.echo(f"\r  ✗ {title}" if terminal else f"  ✗ {title}", err=True)
        raise
    seconds = _("%(seconds).1f s") % {"seconds": time.monotonic() - began}
    click.echo(f"\r  ✓ {title} ({seconds})" if terminal else f"  ✓ {title} ({seconds})", err=True)


@contextmanager
def bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function of (done, whole) that draws a bar on a terminal, and a line for each tenth elsewhere.

    What is done within the first second is not drawn at all.
    """
    drawn = -1
    began = time.monotonic()
    terminal = sys.stderr.isatty()

    def show(done: int, whole: int) -> None:
        nonlocal drawn
        if time.monotonic() - began < BAR_AFTER_SECONDS:
            return
        tenths = 10 if not whole else done * 10 // whole
        percent = 100 if not whole else done * 100 // whole
        if terminal and percent != drawn:
            drawn = percent
            full = percent * 30 // 100
            click.echo(f"\r  {title} [{'█' * full}{'·' * (30 - full)}] {percent} %", err=True, nl=False)
        elif not terminal and tenths != drawn:
            drawn = tenths
            click.echo(f"  {title}: {percent} %", err=True)

    yield show
    if terminal and drawn >= 0:
        click.echo("", err=True)
