"""The list of red proofs fits the code: each guard's line stands where it says, each test exists, the page is up to date."""

import re

import pytest

from tools import red

APPS = ("analytics", "audit", "accounts", "places", "network", "monitoring", "forums")


@pytest.mark.parametrize("proof", red.proofs(), ids=lambda proof: proof.guard)
def test_a_proof_names_a_line_and_a_test_that_are_there(proof: red.Proof):
    file = proof.test.partition("::")[0]

    assert (red.ROOT / proof.file).read_text(encoding="utf-8").count(proof.before) == 1
    assert re.search(
        rf"^def {proof.test_name}\(", (red.ROOT / file).read_text(encoding="utf-8"), re.MULTILINE
    )


@pytest.mark.parametrize("app", APPS)
def test_each_app_has_proofs(app: str):
    assert sum(f"saiyai/{app}/" in proof.file for proof in red.proofs()) >= 2


def test_the_page_says_what_the_list_does():
    assert red.PAGE.read_text(encoding="utf-8") == red.page()
