"""Whole answer files in other spellings: they say the same, and are written back as they were."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from plangen.answers.project import Project
from plangen.catalog import builtin_catalog
from plangen.forms.project import SourceFile, load_project
from plangen.forms.yaml.read.tree import read_tree
from plangen.forms.yaml.write import Put, apply_changes
from plangen.pulling.addresses import order_of
from plangen.pulling.corrections import corrected
from plangen.pulling.raw_values import raw_values
from tests.support.spellings import spellings_of, values_in

INPUTS = Path(__file__).parents[2] / "inputs"
CATALOG = builtin_catalog()


def project(data: bytes) -> Project:
    return load_project("p", SourceFile("p.yaml", "p", data), [], CATALOG)


@pytest.mark.parametrize(
    ("name", "seed"), [("koerebog", 0), ("koerebog", 1), ("koerebog", 2), ("sagsoverblik", 3)]
)
def test_any_spelling_of_a_whole_project_is_read_and_written_back(name: str, seed: int) -> None:
    canonical = (INPUTS / f"{name}.yaml").read_bytes()
    before = project(canonical)
    departments = {row.key: row.text("navn") for row in before.base.rows("afdelinger")}
    root = read_tree(canonical, "").root
    assert root is not None
    choices = Random(seed)
    changes = [
        Put(path, choices.choice(others))
        for path, column, text in values_in(CATALOG, root)
        if (others := spellings_of(CATALOG, column, text, departments)) and choices.random() < 0.7
    ]
    assert len(changes) > 25
    written = apply_changes(canonical, changes, lambda path: order_of(CATALOG, path))
    typed = project(written)
    assert raw_values(typed.base) == raw_values(before.base)
    assert {finding.code for finding in typed.findings} - {f.code for f in before.findings} == {"V08"}
    understood = typed.understood["p.yaml"]
    back, left = corrected(CATALOG, written, understood)
    assert not left
    again = project(back)
    assert raw_values(again.base) == raw_values(before.base)
    assert not again.understood["p.yaml"]
    assert corrected(CATALOG, back, again.understood["p.yaml"]) == (back, ())
