import ast
import importlib
import pickle
import pkgutil
from pathlib import Path

from saiyai import kernel
from saiyai.kernel.bad_value import BadValue

MODULES = [
    importlib.import_module(f"saiyai.kernel.{module.name}")
    for module in pkgutil.iter_modules(kernel.__path__)
]


SAID_BY_USERS = {"expression.unknown_name", "expression.circle"}
"""Codes of an expression that whoever knows the names raises."""


def source_of(module):
    """Return the syntax tree of a module, or of all modules of a package together."""
    file = Path(module.__file__)
    files = sorted(file.parent.glob("*.py")) if file.name == "__init__.py" else [file]
    return ast.Module([ast.parse(each.read_text(encoding="utf-8")) for each in files], [])


def raised_codes(module):
    """Return the codes that a module's source raises, or makes a fault of."""
    prefix = {"BadValue": "", "_fault": "expression."}
    return {
        prefix[call.func.id] + call.args[0].value
        for call in ast.walk(source_of(module))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") in prefix
        and isinstance(call.args[0], ast.Constant)
    }


def test_every_module_lists_exactly_the_codes_it_raises():
    listed = {module.__name__: getattr(module, "CODES", frozenset()) - SAID_BY_USERS for module in MODULES}

    assert listed == {module.__name__: raised_codes(module) for module in MODULES}
    assert sum(map(len, listed.values())) > 30


def test_a_code_belongs_to_one_module():
    codes = [code for module in MODULES for code in getattr(module, "CODES", ())]

    assert len(codes) == len(set(codes))


def test_a_bad_value_says_its_code_and_survives_a_process_border():
    bad = BadValue("date.day_out_of_range", day=31, last=30)

    assert str(bad) == "date.day_out_of_range"
    returned = pickle.loads(pickle.dumps(bad))
    assert (returned.code, returned.values) == (bad.code, bad.values)


def test_the_kernel_knows_no_framework():
    imported = {
        node.module.split(".")[0]
        for module in MODULES
        for node in ast.walk(source_of(module))
        if isinstance(node, ast.ImportFrom)
    }

    assert not imported & {"django", "wagtail", "ninja"}
