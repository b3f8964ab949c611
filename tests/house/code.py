"""The rules of Python files."""

import ast
import re
from collections.abc import Iterator

from tests.house.reading import Source, parents

MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 40
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DOCUMENTED = (ast.ClassDef, *FUNCTIONS)
WRITES = {"create", "bulk_create", "update", "bulk_update", "delete", "get_or_create", "update_or_create"}

HEAVY = (
    *("docx.", "geothai.", "icalendar.", "lxml.", "rustworkx.", "segno.", "typst.", "xlsxwriter."),
    *("saiyai.accounts.open_id.", "saiyai.documents.docx."),
)
"""What is loaded by the process that uses it, when it first does: heavy libraries, and our modules that speak to them."""
LATE_IMPORTS = {
    "apps.py": "an app fills the registries when Django is ready, not before",
    "saiyai/site/": "the console answers before Django is loaded, and makes the home that settings are read from",
    "saiyai/documents/": "heavy libraries load only in the process that makes documents",
}
"""Where an import may stand inside a function, and why."""

SAFE_TEXTS = {
    "saiyai/portal/templatetags/portal.py": "data for machines in which every letter that could end its element is escaped",
    "saiyai/web/templatetags/saiyai.py": "the drawings are the package's own files",
    "saiyai/web/templatetags/tables.py": "a table's marks are written there, and every value in them is escaped",
    "saiyai/monitoring/views/paper.py": "the twin escapes every text; the square is drawn from an address of our own",
    "saiyai/network/views/book.py": "the twin of a printed document escapes every text, which its own tests hold",
    "saiyai/places/maps/picture.py": "a map's marks are written there, and every value in them is escaped",
}
"""Where a text may be called safe, and why."""

SIGNALS_HEARD_IN = ("saiyai/accounts/trail.py", "saiyai/portal/trail.py")
CLOCKS = {
    "saiyai/audit/clock.py": "it is the clock",
    "saiyai/site/": "certificates, backups and health are the machine's own affairs and keep its time",
}
"""Where the machine's time is read, and why."""


def _is_public(node: ast.AST) -> bool:
    around = [node, *parents(node)]
    names = [each.name for each in around if isinstance(each, DOCUMENTED)]
    if isinstance(node, FUNCTIONS) and any(
        ast.unparse(each).endswith(".setter") for each in node.decorator_list
    ):
        return False  # what it sets is said where it is read
    return not any(name.startswith("_") or name == "Meta" for name in names) and not any(
        isinstance(each, FUNCTIONS) for each in around[1:]
    )


def says_what_it_is(source: Source) -> Iterator[str]:
    """Every public module, class and function says in a sentence what it is or returns."""
    if source.tree.body and not ast.get_docstring(source.tree):
        yield source.at(source.tree, "the module does not say what it is")
    for node in ast.walk(source.tree):
        if isinstance(node, DOCUMENTED) and not ast.get_docstring(node) and _is_public(node):
            yield source.at(node, f"{node.name} does not say what it is")


def leaves_nothing_open(source: Source) -> Iterator[str]:
    """No note of work left undone."""
    for number, line in enumerate(source.text.splitlines(), start=1):
        if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", line):
            yield f"{source.path}:{number}: work left open"


def has_a_name_that_says_something(source: Source) -> Iterator[str]:
    """No module that collects what found no home."""
    for name in {"utils", "util", "helpers", "helper", "common", "misc"} & set(source.parts):
        yield f"{source.path}: {name} is a name for anything"


def asks_queries_not_models(source: Source) -> Iterator[str]:
    """Views, forms and addresses never reach the database's managers."""
    if {"views", "urls", "api", "forms"} & set(source.parts):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Attribute) and node.attr in {
                "objects",
                "_base_manager",
                "_default_manager",
            }:
                yield source.at(node, f".{node.attr} in a view")


def hears_no_signals(source: Source) -> Iterator[str]:
    """Only the two trails receive signals."""
    if source.path in SIGNALS_HEARD_IN:
        return
    for node in ast.walk(source.tree):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
        if any(name == "django.dispatch" or name.split(".")[-1] == "signals" for name in names):
            yield source.at(node, "signals outside the trails")


def saves_as_django_does(source: Source) -> Iterator[str]:
    """No model does more than its row when it is saved or deleted."""
    if "models" not in source.parts:
        return
    for node in ast.walk(source.tree):
        in_class = isinstance(getattr(node, "parent", None), ast.ClassDef)
        if in_class and isinstance(node, FUNCTIONS) and node.name in {"save", "delete", "asave", "adelete"}:
            yield source.at(node, f"{node.name}() is overridden")


def points_with_real_keys(source: Source) -> Iterator[str]:
    """No generic foreign keys."""
    for node in ast.walk(source.tree):
        name = (
            node.id
            if isinstance(node, ast.Name)
            else node.attr
            if isinstance(node, ast.Attribute)
            else node.name
            if isinstance(node, ast.alias)
            else ""
        )
        if name in {"GenericForeignKey", "GenericRelation"}:
            yield source.at(node, f"{name}: a key that the database cannot hold")


def counts_exactly(source: Source) -> Iterator[str]:
    """No stored number is a binary fraction, except in the cube."""
    if "analytics" in source.parts:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, (ast.Attribute, ast.Name)):
            name = node.attr if isinstance(node, ast.Attribute) else node.id
            if name == "FloatField":
                yield source.at(node, "FloatField: money is in satang, other numbers are decimal")


def trusts_no_text(source: Source) -> Iterator[str]:
    """No text is called safe, and no SQL is made where the ORM can make it."""
    if source.path in SAFE_TEXTS:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.alias) and node.name in {"mark_safe", "RawSQL"}:
            yield source.at(node, f"{node.name} trusts a text")
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func).split(".")
            made = called[-1] in {"mark_safe", "SafeString"} and node.args
            if made or (len(called) > 1 and called[-1] in {"raw", "extra"}):
                yield source.at(node, f"{called[-1]}() trusts a text")


def names_its_columns(source: Source) -> Iterator[str]:
    """No names of columns come from outside: nothing is unpacked into what names them."""
    naming = {"annotate", "alias", "aggregate", "values", "values_list", "order_by"}
    for node in ast.walk(source.tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in naming
            and any(keyword.arg is None for keyword in node.keywords)
        ):
            yield source.at(node, f"** into {node.func.attr}()")


def imports_at_the_top(source: Source) -> Iterator[str]:
    """Imports stand at the top, where the contracts of the layers are read from."""
    if any(source.path.startswith(place) or source.path.endswith(f"/{place}") for place in LATE_IMPORTS):
        return
    for node in ast.walk(source.tree):
        is_late = isinstance(node, (ast.Import, ast.ImportFrom)) and any(
            isinstance(each, FUNCTIONS) for each in parents(node)
        )
        if is_late and not all(name.startswith(HEAVY) for name in _imported(node)):
            yield source.at(node, "an import inside a function")


def _imported(node: ast.AST) -> list[str]:
    """Return the modules that an import names."""
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}."]
    return [f"{each.name}." for each in node.names] if isinstance(node, ast.Import) else []


def commands_where_they_belong(source: Source) -> Iterator[str]:
    """Commands stand in commands modules."""
    if "commands" in source.parts or source.path == "saiyai/audit/command.py":
        return
    imported = any(
        isinstance(node, ast.ImportFrom)
        and node.module == "saiyai.audit.command"
        and any(each.name == "command" for each in node.names)
        for node in ast.walk(source.tree)
    )
    if imported:
        yield f"{source.path}:1: a command outside a commands module"


def only_commands_write(source: Source) -> Iterator[str]:
    """Nothing but a command writes through a model's manager."""
    readers = {"views", "api", "forms", "queries", "access", "rules", "exports", "admin", "urls"}
    if not readers & set(source.parts):
        return
    for node in ast.walk(source.tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in WRITES
            and ".objects" in ast.unparse(node.func.value)
        ):
            yield source.at(node, f".{node.func.attr}() outside a command")


def asks_the_one_clock(source: Source) -> Iterator[str]:
    """The time of acts comes from the one clock, which tests and the demonstration can set."""
    if any(source.path.startswith(place) for place in CLOCKS):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and re.fullmatch(
            r"(datetime\.)?datetime\.(now|utcnow|today)|(datetime\.)?date\.today|timezone\.now",
            ast.unparse(node.func),
        ):
            yield source.at(node, f"{ast.unparse(node.func)}() is not the product's clock")


def is_short(source: Source) -> Iterator[str]:
    """Files and functions can be read at a glance."""
    lines = source.text.count("\n")
    if lines > MOST_LINES_OF_A_FILE:
        yield f"{source.path}:1: {lines} lines"
    for node in ast.walk(source.tree):
        if isinstance(node, FUNCTIONS):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MOST_LINES_OF_A_FUNCTION:
                yield source.at(node, f"{node.name} has {length} lines")


def reads_its_annotations(source: Source) -> Iterator[str]:
    """Annotations are read as they stand."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            yield source.at(node, "a future import")
