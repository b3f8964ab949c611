"""How the console's help is laid out: Thai, which has no spaces between words, is parted at its spaces alone.

A mark above or below a letter takes no column on a terminal, so lines are measured by what is seen.
"""

import unicodedata
from collections.abc import Iterable

import click

from saiyai.site.console.words import gettext as _

FIRST_COLUMN_MOST = 30
LEAST_WIDTH = 20


def width_on_terminal(text: str) -> int:
    """Return the columns that a text takes on a terminal: Thai vowels above and below take none."""
    return sum(not unicodedata.combining(letter) and unicodedata.category(letter) != "Mn" for letter in text)


def lines_of(text: str, width: int) -> list[str]:
    """Return a text in lines of at most `width` columns, parted at spaces; what has none stays whole."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_on_terminal(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


class Formatter(click.HelpFormatter):
    """Writes help in lines that part no Thai word."""

    def write_text(self, text: str) -> None:
        """Write paragraphs, indented as the section is."""
        indent = " " * self.current_indent
        for paragraph in text.split("\n\n"):
            for line in lines_of(paragraph, max(self.width - self.current_indent, LEAST_WIDTH)):
                self.write(f"{indent}{line}\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = FIRST_COLUMN_MOST, col_spacing: int = 2
    ) -> None:
        """Write names with what each is, the longest names on a line of their own."""
        several = list(rows)
        widest = max((width_on_terminal(name) for name, _text in several), default=0)
        first = min(widest, col_max) + col_spacing
        margin = " " * self.current_indent
        for name, text in several:
            fits = width_on_terminal(name) <= first - col_spacing
            lines = lines_of(text, max(self.width - first - col_spacing, LEAST_WIDTH)) if text else [""]
            begun = f"{margin}{name}" + " " * (first - width_on_terminal(name) if fits else 0)
            self.write(f"{begun}{lines[0]}".rstrip() + "\n" if fits else f"{begun}\n")
            for line in lines[1 if fits else 0 :]:
                self.write(f"{margin}{' ' * first}{line}".rstrip() + "\n")


class Group(click.Group):
    """A group that lists its commands with their whole sentence."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each command with what it does, nothing cut short."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, command.help or "") for name, command in commands if command and not command.hidden]
        if rows:
            with formatter.section(_("Commands")):
                formatter.write_dl(rows)


def lay_out() -> None:
    """Let the command line's library lay its help out so."""
    click.Context.formatter_class = Formatter
