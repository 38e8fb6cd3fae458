"""Word files that are damaged, hostile or no files: each is named, and the rest of the pack goes on."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.cli import run
from tests.support.edited_packs import EditedPack, light_pack

pytestmark = pytest.mark.usefixtures("everywhere")

_MAIN = "word/document.xml"
Damage = Callable[[Path], None]


def _with_body(path: Path, inner: bytes) -> None:
    body = word.stories(path.read_bytes())  # the file is whole before
    assert _MAIN in body
    _replaced(path, b"<w:body>", b"<w:body>" + inner)


def _replaced(path: Path, old: bytes, new: bytes, part: str = _MAIN) -> None:
    with zipfile.ZipFile(path) as package:
        content = package.read(part)
    assert old in content
    path.write_bytes(word.with_parts(path.read_bytes(), {part: content.replace(old, new, 1)}))


def nested_tables(path: Path) -> None:
    inner = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>"
    for _ in range(300):
        inner = b"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>" + inner + b"<w:p/></w:tc></w:tr></w:tbl>"
    _with_body(path, inner)


def nested_controls(path: Path) -> None:
    start, end = b"<w:sdt><w:sdtPr/><w:sdtContent>", b"</w:sdtContent></w:sdt>"
    _with_body(path, start * 10_000 + b"<w:p/>" + end * 10_000)


def many_tags(path: Path) -> None:
    _with_body(path, b"<w:p/>" * 1_000_000)


def unpacks_to_much(path: Path) -> None:
    path.write_bytes(word.with_parts(path.read_bytes(), {"word/media/x.bin": bytes(300_000_000)}))


def entities(path: Path) -> None:
    _replaced(path, b"<w:document", b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><w:document")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:2000])


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


MORE = "".join(f"    - {{afdeling_id: {key}, navn: {key}, medarbejdere: 5}}\n" for key in ("nord", "syd"))
DAMAGES = (nested_tables, nested_controls, many_tags, unpacks_to_much, entities, empty, cut_off, a_folder)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> EditedPack:
    """With two departments more: a document for each damage."""
    pack = light_pack(tmp_path_factory.mktemp("fjendtlige"))
    text = pack.answers.read_text("utf-8")
    pack.answers.write_text(text.replace("  afdelinger:\n", f"  afdelinger:\n{MORE}", 1), "utf-8")
    pack.build("--format", "docx")
    return pack


def test_bad_files_are_named_and_the_rest_goes_on(pack: EditedPack) -> None:
    good = pack.document("faelles", "D02")
    good.write_bytes(word.set_text(good.read_bytes(), "kommune_navn", "Nyby Kommune"))
    bad = [path for path in sorted(pack.out.glob("*/*.docx")) if path != good][: len(DAMAGES)]
    for path, damage in zip(bad, DAMAGES, strict=True):
        damage(path)
    names = {path.relative_to(pack.out).as_posix() for path in bad}
    before = [path.read_bytes() if path.is_file() else None for path in bad]

    states = {name: one["tilstand"] for name, one in pack.status().items()}
    assert {name for name, state in states.items() if state == "kan ikke læses"} == names
    assert states["faelles/" + good.name] == "rettet"

    result = run("pull", pack.out, "--apply", "--format", "json")
    unread = {
        Path(one["fil"]).relative_to(pack.out).as_posix()
        for one in json.loads(result.out)["ulaeselige_filer"]
    }
    assert (result.code in (1, 3), unread) == (True, names)
    assert "Nyby Kommune" in pack.answers.read_text("utf-8")

    again = pack.build("--format", "docx", "--document", "D01", "--document", "D02")
    assert again.code in (1, 3)
    assert "intern fejl" not in again.err
    assert all(path.name in again.err for path in bad), again.err
    assert [path.read_bytes() if path.is_file() else None for path in bad] == before
    assert pack.status(good)["faelles/" + good.name]["tilstand"] == "uændret"


def test_a_comment_among_the_relationships_is_nothing(pack: EditedPack) -> None:
    path = pack.document("faelles", "D02")
    _replaced(path, b"<Relationship ", b"<!-- x --><?y z?><Relationship ", "word/_rels/document.xml.rels")
    assert pack.status(path)["faelles/" + path.name]["tilstand"] == "uændret"
