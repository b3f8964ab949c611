"""The house rules: every file keeps them, and every rule is one that can fail."""

import ast
import importlib
import re
from collections.abc import Iterator

import pytest

from saiyai.audit.command import COMMANDS
from saiyai.web.offers import SENTENCES, sentence_of_refusal
from tests.house import code, pages, words
from tests.house.reading import Rule, Source, python_files, templates

VIEW = "saiyai/forums/views.py"
MODEL = "saiyai/forums/models.py"
ANY = "saiyai/forums/commands.py"
PAGE = "saiyai/forums/templates/forums/page.html"

CODE: list[tuple[Rule, str, str]] = [
    (code.says_what_it_is, ANY, '"""What it is."""\ndef open_forum(): ...'),
    (code.says_what_it_is, ANY, "x = 1"),
    (code.leaves_nothing_open, ANY, "x = 1  # TODO later"),
    (code.has_a_name_that_says_something, "saiyai/forums/utils.py", ""),
    (code.asks_queries_not_models, VIEW, "def page(request): return Forum.objects.all()"),
    (code.hears_no_signals, ANY, "from django.db.models.signals import post_save"),
    (code.hears_no_signals, ANY, "from django.dispatch import receiver"),
    (code.saves_as_django_does, MODEL, "class Forum:\n    def save(self): ..."),
    (
        code.points_with_real_keys,
        MODEL,
        "from django.contrib.contenttypes.fields import GenericForeignKey as Key",
    ),
    (code.counts_exactly, MODEL, "class Fund:\n    amount = models.FloatField()"),
    (code.trusts_no_text, ANY, "from django.utils.safestring import mark_safe"),
    (code.trusts_no_text, ANY, "Forum.objects.raw(text)"),
    (code.trusts_no_text, ANY, "SafeString(text)"),
    (code.trusts_no_text, ANY, "from django.db.models.expressions import RawSQL"),
    (code.names_its_columns, ANY, "Forum.objects.annotate(**names)"),
    (code.imports_at_the_top, ANY, "def f():\n    import json"),
    (code.commands_where_they_belong, VIEW, "from saiyai.audit.command import command"),
    (code.only_commands_write, VIEW, "Forum.objects.filter(pk=1).update(name='x')"),
    (code.asks_the_one_clock, ANY, "from datetime import datetime\nat = datetime.now(UTC)"),
    (code.asks_the_one_clock, ANY, "from datetime import date\non = date.today()"),
    (code.is_short, ANY, "x = 1\n" * 401),
    (code.is_short, ANY, "def f():\n" + "    x = 1\n" * 41),
    (code.reads_its_annotations, ANY, "from __future__ import annotations"),
]

PAGES: list[tuple[Rule, str]] = [
    (pages.has_no_inline_style, '<p class="a" style="color: red">'),
    (pages.has_no_inline_style, "<style>p {}</style>"),
    (pages.has_no_inline_script, "<script>alert(1)</script>"),
    (pages.has_no_event_attributes, '<button type="button" onclick="go()">'),
    (pages.has_no_event_attributes, '<a href="javascript:go()">'),
    (pages.escapes_every_text, "{{ text|safe }}"),
    (pages.escapes_every_text, "{% autoescape off %}"),
    (pages.leaves_nothing_open, "<!-- FIXME -->"),
]

GOOD_CODE = '''"""What can be done to forums."""

from saiyai.audit.command import command


@command("forums.forum.open", allows=may_open)
def open_forum(*, by):
    """Open a forum."""
    return Forum.objects.create(name=name, opens_at=clock.now())
'''

GOOD_PAGE = """{% extends "web/base.html" %}{# style="x" in a comment #}
<main lang="th"><a href="{% url 'one' %}" data-on="yes">{{ text }}</a>
<script src="{% static 'a.js' %}" defer></script><script type="application/json" id="data">{}</script></main>
"""


def nothing_in(problems: list[str]) -> None:
    assert not problems, "\n" + "\n".join(problems)


def named(rules: list[Rule]) -> list[object]:
    return [pytest.param(rule, id=rule.__name__) for rule in dict.fromkeys(rules)]


@pytest.mark.parametrize("rule", named([rule for rule, *_ in CODE]))
def test_every_python_file_keeps_the_rule(rule: Rule):
    nothing_in([sentence for source in python_files() for sentence in rule(source)])


@pytest.mark.parametrize("rule", named([rule for rule, _ in PAGES]))
def test_every_template_keeps_the_rule(rule: Rule):
    nothing_in([sentence for source in templates() for sentence in rule(source)])


def test_every_committed_file_speaks_of_the_project_alone():
    nothing_in([s for source in words.tracked_files() for s in words.speaks_of_itself_alone(source)])


@pytest.mark.parametrize(("rule", "path", "text"), CODE)
def test_a_python_file_that_breaks_a_rule_is_found(rule: Rule, path: str, text: str):
    assert list(rule(Source(path, text)))


@pytest.mark.parametrize(("rule", "text"), PAGES)
def test_a_template_that_breaks_a_rule_is_found(rule: Rule, text: str):
    assert list(rule(Source(PAGE, text)))


@pytest.mark.parametrize(
    "line", ["cd /" + "work/main", "see /" + "tmp/x", "from https://" + "registry.example.org"]
)
def test_a_line_that_speaks_of_a_machine_is_found(line: str):
    assert list(words.speaks_of_itself_alone(Source("README.md", line)))


@pytest.mark.parametrize("rule", named([rule for rule, *_ in CODE]))
def test_a_good_python_file_breaks_no_rule(rule: Rule):
    assert list(rule(Source(ANY, GOOD_CODE))) == []


@pytest.mark.parametrize("rule", named([rule for rule, _ in PAGES]))
def test_a_good_template_breaks_no_rule(rule: Rule):
    comment_free = re.sub(r"\{#.*?#\}", "", GOOD_PAGE)

    assert list(rule(Source(PAGE, comment_free))) == []


def test_the_rules_read_the_whole_package():
    assert len(python_files()) > 60
    assert len(templates()) > 3


def refusals() -> Iterator[tuple[str, str, set[str] | None]]:
    """Yield each refusal raised in the package: where, its code, and the values that it gives (None: not to be told)."""
    for source in python_files():
        for node in ast.walk(source.tree):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func) in {"Refusal", "Conflict", "BadValue"}
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                values = {keyword.arg for keyword in node.keywords if keyword.arg}
                told = all(keyword.arg for keyword in node.keywords)
                yield source.at(node, ""), str(node.args[0].value), values if told else None


def problems_of_refusal(where: str, refusal: str, values: set[str] | None) -> Iterator[str]:
    sentence = sentence_of_refusal(refusal)
    if sentence is None:
        yield f"{where}{refusal} has no sentence"
    elif values is not None:
        asked = set(re.findall(r"%\((\w+)\)", str(sentence)))
        if asked - values:
            yield f"{where}the sentence of {refusal} asks for {', '.join(sorted(asked - values))}"


def test_every_refusal_has_its_sentence():
    nothing_in([problem for refusal in refusals() for problem in problems_of_refusal(*refusal)])


def test_a_refusal_without_a_sentence_is_found():
    assert list(problems_of_refusal("", "no.such.refusal", set()))


def test_a_refusal_that_lacks_a_value_of_its_sentence_is_found():
    code_with_value = next(
        code for offer in SENTENCES for code, sentence in offer.refusals.items() if "%(" in str(sentence)
    )

    assert list(problems_of_refusal("", code_with_value, set()))


def unlabelled_commands() -> list[str]:
    for source in python_files():
        if "commands" in source.parts and "management" not in source.parts:
            importlib.import_module(".".join(source.parts).removesuffix(".__init__"))
    labelled = {name for offer in SENTENCES for name in offer.commands}
    return sorted(set(COMMANDS) - labelled)


def test_every_command_says_in_a_history_what_it_did():
    assert unlabelled_commands() == []
    assert len(COMMANDS) >= 1


def unnamed_commands() -> list[str]:
    unlabelled_commands()
    named = {name for offer in SENTENCES for name in offer.labels}
    return sorted(set(COMMANDS) - named)


def test_every_command_is_called_what_one_can_do_by_it():
    assert unnamed_commands() == []


def test_a_command_that_is_called_nothing_is_found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(COMMANDS, "no.such.command", next(iter(COMMANDS.values())))

    assert unnamed_commands() == ["no.such.command"]


def test_a_command_without_a_label_is_found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(COMMANDS, "no.such.command", next(iter(COMMANDS.values())))

    assert unlabelled_commands() == ["no.such.command"]
