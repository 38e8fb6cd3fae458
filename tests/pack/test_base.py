"""What a pack remembers of its Word files, also when a run is interrupted."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from plangen.findings import PlangenError
from plangen.pack.base import EARLIER_EDITIONS, BaseStore, project_folder
from plangen.pack.memory import Memory, ProjectMemory, sha256
from plangen.pack.scope import project_memory


def memory(data: bytes) -> Memory:
    return Memory(
        "D01",
        "nord",
        sha256(data),
        "01.docx",
        "t",
        "a",
        raws={"formaal_kort": "Æøå", "maal[a].maales_uge": 26, "x": {"valg": ["a"], "egne": []}},
        shown={"formaal_kort": ("Æøå",), "tom": ()},
        keys={"maal": ("a", "b")},
        edition=f"udgave {data.decode()}",
    )


@pytest.fixture
def store(tmp_path: Path) -> BaseStore:
    return BaseStore(tmp_path / "out/p")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out/p/nord/01_nord.docx"


def test_a_document_and_its_memory_are_written_together(store: BaseStore, target: Path) -> None:
    store.write_with(target, b"en", memory(b"en"))
    base = store.read(target)
    assert base is not None
    assert (base.data, target.read_bytes()) == (b"en", b"en")
    assert base.memory.raws == memory(b"en").raws
    assert base.memory.shown == {"formaal_kort": ("Æøå",)}
    assert base.memory.keys == {"maal": ("a", "b")}
    assert list(store.documents()) == [target]


def test_the_memory_is_readable_and_has_a_version(store: BaseStore, target: Path) -> None:
    store.write_with(target, b"en", memory(b"en"))
    told = json.loads((target.parent.parent / ".plangen/nord/01_nord.json").read_text("utf-8"))
    assert told["version"] == 1
    assert told["svar"]["formaal_kort"] == {"vist": ["Æøå"], "raa": "Æøå"}
    assert told["skabelon"] == {"fil": "01.docx", "sha256": "t"}


def test_a_run_that_stops_after_the_document_is_completed_by_the_next(
    store: BaseStore, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write_with(target, b"en", memory(b"en"))
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(BaseStore, "_adopt", _interrupted)
        store.write_with(target, b"to", memory(b"to"))
    base = store.read(target)
    assert base is not None
    assert (base.data, target.read_bytes()) == (b"to", b"to")


def test_a_run_that_stops_before_the_document_changes_nothing(
    store: BaseStore, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write_with(target, b"en", memory(b"en"))
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(BaseStore, "_adopt", _interrupted)
        store.write_with(target, b"to", memory(b"to"))
    target.write_bytes(b"rettet imens")
    base = store.read(target)
    assert base is not None
    assert base.data == b"en"
    assert not list(target.parent.parent.rglob("*.ny"))


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_document_open_in_word_keeps_its_memory(store: BaseStore, target: Path) -> None:
    store.write_with(target, b"en", memory(b"en"))
    target.with_name("~$_nord.docx").write_bytes(b"")
    with pytest.raises(PlangenError, match="åben i Word"):
        store.write_with(target, b"to", memory(b"to"))
    base = store.read(target)
    assert base is not None
    assert base.data == b"en"


@pytest.mark.parametrize("told", [b"", b"{}", b"[]", b'{"version": 2}', b'{"version": 1}', b"\xff"])
def test_a_memory_that_cannot_be_read_counts_as_none(store: BaseStore, target: Path, told: bytes) -> None:
    store.write_with(target, b"en", memory(b"en"))
    (target.parent.parent / ".plangen/nord/01_nord.json").write_bytes(told)
    assert store.read(target) is None


def test_a_changed_base_file_counts_as_none(store: BaseStore, target: Path) -> None:
    store.write_with(target, b"en", memory(b"en"))
    (target.parent.parent / ".plangen/nord/01_nord.docx").write_bytes(b"andet")
    assert store.read(target) is None


def test_earlier_editions_are_kept_the_newest_first(store: BaseStore, target: Path) -> None:
    names = [str(number) for number in range(EARLIER_EDITIONS + 3)]
    for number, name in enumerate(names):
        store.write_with(target, name.encode(), memory(name.encode()))
        told = target.parent.parent / ".plangen/nord/01_nord.json"
        os.utime(told, (number, number))
    assert [base.data.decode() for base in store.earlier(target)] == names[-2:1:-1]
    assert list(store.documents()) == [target]


def test_a_new_version_that_is_forgotten_is_an_earlier_edition(store: BaseStore, target: Path) -> None:
    beside = target.with_name("01_nord_ny.docx")
    store.write_with(beside, b"en", memory(b"en"))
    store.forget(beside)
    assert store.read(beside) is None
    assert [base.data for base in store.earlier(target)] == [b"en"]


def test_the_same_edition_written_again_is_no_earlier_one(store: BaseStore, target: Path) -> None:
    for _ in range(2):
        store.write_with(target, b"en", memory(b"en"))
    assert not list(store.earlier(target))


def test_the_folder_of_a_project_is_found_from_inside(store: BaseStore, target: Path) -> None:
    store.write_with(target, b"en", memory(b"en"))
    folder = target.parent.parent
    assert [project_folder(path) for path in (folder, target.parent, target)] == [folder] * 3
    with pytest.raises(PlangenError, match="ikke en pakke"):
        project_folder(folder.parent)


def test_where_the_answers_are_is_kept_relative(tmp_path: Path, store: BaseStore) -> None:
    seen = project_memory(tmp_path / "out/p", tmp_path / "inputs/p.yaml", None)
    assert seen == ProjectMemory("../../inputs/p.yaml")
    store.write_project(seen)
    assert store.read_project() == seen
