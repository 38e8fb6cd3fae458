"""A document may have a page of its own beside its Word template; then that is the one in use."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from plangen.findings import TemplateError
from plangen.projects.shipped import TemplateFolder, shipped_library, template_folder
from plangen.rendering.document import page_of
from tests.support.packs import DOCUMENTS, overview, subject
from tests.word.building import changed

D01 = DOCUMENTS[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the templates that the documents are made of."""
    copy = tmp_path / "templates"
    shutil.copytree(template_folder(), copy)
    return copy


def page(folder: Path) -> str:
    """D01 made with the templates of a folder."""
    library = replace(shipped_library(), templates=TemplateFolder(folder))
    known = subject("jobcenter", None)
    made_with = replace(known, loaded=replace(known.loaded, library=library))
    told = overview("jobcenter", None)
    return page_of(D01, made_with, (), told).html


ABOUT_PACKS = ("oversigt", "opdatering")
"""Pages that are no document's."""


def test_no_document_needs_one(folder: Path) -> None:
    pages = {
        path.name
        for path in (folder / "html").iterdir()
        if path.is_file() and not path.name.startswith(ABOUT_PACKS)
    }
    assert pages == {"_base.html", "_tabeller.html", "plangen.css"}  # the second is for pages about packs
    assert '<p class="formaal" data-id="formaal_kort">' in page(folder)


def test_a_page_of_its_own_is_used(folder: Path) -> None:
    own = '{% extends "_base.html" %}{% block indhold %}<h1>Min egen</h1><p>{{ problem }}</p>{% endblock %}'
    (folder / "html" / f"{D01.file}.html").write_text(own, encoding="utf-8")
    assert "<h1>Min egen</h1>" in page(folder)


def test_the_page_follows_the_word_template(folder: Path) -> None:
    file = folder / "docx" / f"{D01.file}.docx"
    file.write_bytes(
        changed(file.read_bytes(), {"word/document.xml": ("Baggrund og problem", "Hvorfor nu?")})
    )
    assert "Hvorfor nu?</h2>" in page(folder)


def test_a_mistake_that_only_printing_shows_is_named_in_the_word_template(folder: Path) -> None:
    file = folder / "docx" / f"{D01.file}.docx"
    wrong = ("{{ system_beskrivelse }}", "{{ mening.naboerne }}")
    file.write_bytes(changed(file.read_bytes(), {"word/document.xml": wrong}))
    with pytest.raises(TemplateError) as caught:
        page(folder)
    assert caught.value.message == (
        f"{D01.file}.docx, afsnit 14 (»Kort fortalt:«): feltet »naboerne« findes ikke her. "
        "Tag: {{ mening.naboerne }}"
    )
