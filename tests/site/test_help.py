"""The console's help: whole sentences in both languages, no Thai word parted, each command in the reference."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from saiyai.site.console.help import lines_of, width_on_terminal
from saiyai.site.console.program import program
from tests.site.programs import ROOT, environment_of

REFERENCE = Path(ROOT) / "docs" / "reference" / "console.md"


def ways(group: click.Group = program, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in sorted(group.commands.items()):
        yield (*before, name)
        if isinstance(command, click.Group):
            yield from ways(command, (*before, name))


WAYS = [(), *ways()]


@pytest.fixture(scope="module")
def helps(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, tuple[str, ...]], str]:
    """Every help in both languages, each language printed by one process."""
    code = (
        "import sys\n"
        "from saiyai.site.console.program import program, let_click_speak, lay_out\n"
        "let_click_speak(); lay_out()\n"
        f"for way in {WAYS!r}:\n"
        "    try: program.main([*way, '--help'], prog_name='saiyai', standalone_mode=False)\n"
        "    finally: print('\\f', end='')\n"
    )
    told = {}
    for language in ("th", "en"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=environment_of(tmp_path_factory.getbasetemp() / "none") | {"SAIYAI_LANGUAGE": language},
            capture_output=True,
            text=True,
            check=True,
        )
        told |= {(language, way): text for way, text in zip(WAYS, done.stdout.split("\f"), strict=False)}
    return told


def sentences_of(way: tuple[str, ...]) -> list[str]:
    command: click.Command = program
    for name in way:
        assert isinstance(command, click.Group)
        command = command.commands[name]
    options = [each.help for each in command.params if isinstance(each, click.Option) and each.help]
    below = [each.help for each in command.commands.values()] if isinstance(command, click.Group) else []
    return [str(each) for each in (command.help, *options, *below) if each]


def test_there_are_commands_to_help_with():
    assert len(WAYS) > 20


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
def test_a_help_is_whole_in_both_languages(helps, way: tuple[str, ...]):
    thai, english = helps["th", way], helps["en", way]

    assert "..." not in thai.partition("\n")[2]
    assert "..." not in english.partition("\n")[2]
    assert thai.startswith("วิธีใช้: saiyai")
    assert english.startswith("Usage: saiyai")
    assert len(thai.splitlines()) > 3
    thai_lines = [line for line in thai.splitlines()[2:] if line.strip()]
    assert any("\u0e00" <= letter <= "\u0e7f" for letter in thai_lines[0])
    mine = {" ".join(each.split()) for each in sentences_of(way)}
    shown = " ".join(" ".join(helps["th", way].split()).split())
    shown_english = " ".join(english.split())
    assert all(each in shown or each in shown_english for each in mine)


@pytest.mark.parametrize("way", [each for each in WAYS if each], ids=" ".join)
def test_each_command_stands_in_the_reference(way: tuple[str, ...]):
    command: click.Command = program
    for name in way:
        command = command.commands[name]  # type: ignore[attr-defined]
    text = REFERENCE.read_text(encoding="utf-8")

    assert isinstance(command, click.Group) or f"`{' '.join(way)}`" in text
    assert any(option.name == "as_json" for option in command.params) == (
        not isinstance(command, click.Group)
        and text.partition(f"| `{' '.join(way)}` |")[2].partition("\n")[0].rstrip(" |").endswith("✓")
    )


def test_lines_are_measured_by_what_is_seen_and_parted_at_spaces():
    assert width_on_terminal("ที่นี่") == 2
    assert lines_of("ที่นี่ ที่นั่น ที่โน่น", 4) == ["ที่นี่", "ที่นั่น", "ที่โน่น"]
    assert lines_of("ที่นี่ ที่นั่น", 6) == ["ที่นี่ ที่นั่น"]
    assert lines_of("คำเดียวที่ยาวมาก", 4) == ["คำเดียวที่ยาวมาก"]
