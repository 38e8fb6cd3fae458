"""The supplier's name stands nowhere before the supplier is chosen (specifikation.md 4.1, »Leverandør«)."""

from __future__ import annotations

import io
import zipfile
from itertools import product

import pytest

from plangen.rendering.now import PackNow
from tests.support.samples import sampled
from tests.support.variants import Tree, answers_of, subject_from

NAME = "Kvistgaard Systemhus"
BEFORE = ("udbud", "forhandling", "rammeaftale", "under_taerskel", "uafklaret")


def tree_with(form: str, reported: str = "", documents: tuple[str, ...] = ("D12",)) -> Tree:
    """The answers that the documents print, none for all of them, and the supplier."""
    tree = answers_of("jobcenter", *documents)
    svar = tree["svar"]
    svar["leverandoer"], svar["anskaffelsesform"] = NAME, form
    others = [row for row in svar.get("opgave_tilpasning", []) if row["kort"] != "OPG-13"]
    svar["opgave_tilpasning"] = others + ([{"kort": "OPG-13", "status": reported}] if reported else [])
    return tree


def named_in(tree: Tree) -> list[str]:
    """The files of the project's pack in which any byte of any part says the name."""
    now, found = PackNow(subject_from(tree)), []
    for document in now.documents.values():
        with zipfile.ZipFile(io.BytesIO(now.word(document))) as package:
            parts = b"".join(package.read(name) for name in package.namelist())
        found += [document.id for data in (parts, now.page(document).encode()) if NAME.encode() in data]
    return found


@pytest.mark.parametrize(("form", "reported"), sampled(product(BEFORE, ["", "i_gang"]), every=3))
def test_before_the_choice_no_document_knows_the_name(form: str, reported: str) -> None:
    assert str(subject_from(tree_with(form, reported)).context["leverandoer"]) == ""


@pytest.mark.parametrize(("form", "reported"), sampled([("udbud", "i_gang"), ("uafklaret", "")], every=2))
def test_before_the_choice_the_name_is_in_no_file(form: str, reported: str) -> None:
    assert named_in(tree_with(form, reported, ())) == []


@pytest.mark.parametrize(
    ("form", "reported"), [("anskaffet", ""), ("faelleskommunal", ""), ("udbud", "afsluttet")]
)
def test_afterwards_it_is_printed(form: str, reported: str) -> None:
    subject = subject_from(tree_with(form, reported))
    assert str(subject.context["leverandoer"]) == NAME


def test_a_solution_that_is_bought_lacks_its_supplier() -> None:
    tree = tree_with("anskaffet")
    del tree["svar"]["leverandoer"]
    assert subject_from(tree).context["leverandoer"].status == "missing"
    del tree["svar"]["anskaffelsesform"]
    assert subject_from(tree).context["leverandoer"].status == "hidden"
