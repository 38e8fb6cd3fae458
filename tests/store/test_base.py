"""What a pack remembers of its Word files, also when a run is interrupted."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from plangen.findings import PlangenError, SystemRefusal
from plangen.projects.writing import ChangedMeanwhile
from plangen.store.base import EARLIER_EDITIONS, KEPT_FILES, BaseStore, project_folder
from plangen.store.memory import Memory, ProjectMemory, sha256
from plangen.wordfiles.scope import project_memory


def memory(data: bytes) -> Memory:
    return Memory(
        "D01",
        "nord",
        sha256(data),
        "01.docx",
        "t",
        "a",
        raws={"formaal_kort": "Æøå", "maal[a].maales_uge": 26, "x": {"valg": ["a"], "egne": []}},
        keys={"maal": ("a", "b")},
        edition=f"udgave {data.decode()}",
    )


@pytest.fixture
def store(tmp_path: Path) -> BaseStore:
    return BaseStore(tmp_path / "out/p")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out/p/nord/01_nord.docx"


def editions(target: Path) -> Path:
    return target.parent.parent / ".plangen/nord" / target.stem


def told(target: Path) -> Path:
    """The newest memory of a document."""
    return max(editions(target).iterdir()) / "hukommelse.json"


def test_a_document_and_its_memory_are_written_together(store: BaseStore, target: Path) -> None:
    store.write_with(target, b"en", memory(b"en"), None)
    base = store.read(target)
    assert base is not None
    assert (base.data, target.read_bytes()) == (b"en", b"en")
    assert base.memory.raws == memory(b"en").raws
    assert base.memory.keys == {"maal": ("a", "b")}
    assert list(store.documents()) == [target]


def test_the_memory_is_readable_and_has_a_version(store: BaseStore, target: Path) -> None:
    store.write_with(target, b"en", memory(b"en"), None)
    read = json.loads(told(target).read_text("utf-8"))
    assert read["version"] == 2
    assert read["svar"]["formaal_kort"] == "Æøå"
    assert read["skabelon"] == {"fil": "01.docx", "sha256": "t"}


def test_a_memory_that_says_what_was_printed_too_is_read(store: BaseStore, target: Path) -> None:
    store.write_with(target, b"en", memory(b"en"), None)
    read = json.loads(told(target).read_text("utf-8"))
    answers = {id: {"vist": ["Æøå"], "raa": raw} for id, raw in read["svar"].items()}
    answers["tom"] = {"vist": [], "raa": None}
    told(target).write_text(json.dumps({**read, "version": 1, "svar": answers}), "utf-8")
    base = store.read(target)
    assert base is not None
    assert base.memory == memory(b"en")


def test_what_was_saved_meanwhile_stays(store: BaseStore, target: Path) -> None:
    store.write_with(target, b"en", memory(b"en"), None)
    target.write_bytes(b"rettet imens")
    with pytest.raises(ChangedMeanwhile, match="er gemt af en anden imens"):
        store.write_with(target, b"to", memory(b"to"), b"en")
    assert target.read_bytes() == b"rettet imens"
    assert [base.data for base in store.editions(target)] == [b"en"]
    assert not list(target.parent.parent.rglob("*.tmp"))


def test_an_edited_file_that_is_replaced_is_kept(store: BaseStore, target: Path) -> None:
    store.write_with(target, b"en", memory(b"en"), None)
    for number, text in enumerate((b"rettet", b"rettet", b"rettet igen")):
        target.write_bytes(text)
        data = str(number).encode()
        store.write_with(target, data, memory(data), text)
    assert [path.read_bytes() for path in store.replaced(target)] == [b"rettet igen", b"rettet"]
    assert store.replaced(target)[0].parent == target.parent.parent / ".plangen/nord/erstattet"


def test_a_file_as_plangen_made_it_is_not_kept(store: BaseStore, target: Path) -> None:
    before = None
    for data in (b"en", b"to", b"tre"):
        store.write_with(target, data, memory(data), before)
        before = data
    target.write_bytes(b"en")  # somebody has put the first edition back
    store.write_with(target, b"fire", memory(b"fire"), b"en")
    assert store.replaced(target) == []


def test_only_the_latest_replaced_files_are_kept(store: BaseStore, target: Path) -> None:
    for number in range(KEPT_FILES + 3):
        text, data = f"rettet {number}".encode(), str(number).encode()
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text)
        store.write_with(target, data, memory(data), text)
    kept = [path.read_bytes() for path in store.replaced(target)]
    assert kept == [f"rettet {number}".encode() for number in range(KEPT_FILES + 2, 2, -1)]


def test_a_document_open_in_word_keeps_its_memory(store: BaseStore, target: Path) -> None:
    store.write_with(target, b"en", memory(b"en"), None)
    target.with_name("~$_nord.docx").write_bytes(b"")
    with pytest.raises(PlangenError, match="åben i Word"):
        store.write_with(target, b"to", memory(b"to"), b"en")
    assert [base.data for base in store.editions(target)] == [b"en"]


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"{}",
        b"[]",
        b'{"version": 3}',
        b'{"version": 2}',
        b'{"version": 1}',
        b"\xff",
        b"[" * 100_000,
        memory(b"en").to_json().replace(b'"D01"', b'"../D01"'),
        memory(b"en").to_json().replace(b'"D01"', b"[]"),
        memory(b"en").to_json().replace(b'"nord"', b'"syd"'),
        memory(b"en").to_json().replace(b'"raekker": {', b'"raekker": {"x": 3, '),
        memory(b"en").to_json().replace(b'"udgave en"', b"{}"),
    ],
)
def test_a_memory_that_cannot_be_read_counts_as_none(store: BaseStore, target: Path, broken: bytes) -> None:
    store.write_with(target, b"en", memory(b"en"), None)
    told(target).write_bytes(broken)
    assert store.read(target) is None
    assert list(store.documents()) == [target]


def test_an_edition_with_a_path_for_a_name_moves_nothing(store: BaseStore, target: Path) -> None:
    store.write_with(target, b"en", memory(b"en"), None)
    path = told(target)
    path.write_bytes(path.read_bytes().replace(b'"udgave en"', b'"../../../../ude"'))
    before = {found for found in target.parents[3].rglob("*") if ".plangen" not in found.parts}
    store.write_with(target, b"to", memory(b"to"), b"en")
    assert {found for found in target.parents[3].rglob("*") if ".plangen" not in found.parts} == before


def test_a_memory_that_is_a_link_to_elsewhere_is_refused(
    store: BaseStore, target: Path, tmp_path: Path
) -> None:
    store.write_with(target, b"en", memory(b"en"), None)
    elsewhere = tmp_path / "andetsteds"
    (target.parent.parent / ".plangen/nord").rename(elsewhere)
    (target.parent.parent / ".plangen/nord").symlink_to(elsewhere)
    before = sorted(elsewhere.rglob("*"))
    with pytest.raises(SystemRefusal, match="fører ud af pakken"):
        store.write_with(target, b"to", memory(b"to"), b"en")
    assert (sorted(elsewhere.rglob("*")), target.read_bytes()) == (before, b"en")


def test_a_changed_base_file_counts_as_none(store: BaseStore, target: Path) -> None:
    store.write_with(target, b"en", memory(b"en"), None)
    told(target).with_name("dokument.docx").write_bytes(b"andet")
    assert store.read(target) is None


def test_earlier_editions_are_kept_the_newest_first(store: BaseStore, target: Path) -> None:
    names = [str(number).encode() for number in range(EARLIER_EDITIONS + 3)]
    for before, name in zip([None, *names], names, strict=False):
        store.write_with(target, name, memory(name), before)
    assert [base.data for base in store.editions(target)] == names[:1:-1]
    assert list(store.documents()) == [target]


def test_an_edition_of_the_last_year_is_kept_however_many_there_are(store: BaseStore, target: Path) -> None:
    days = ["2026-01-10", "2026-06-01", *(f"2027-03-{day:02d}" for day in range(1, EARLIER_EDITIONS + 2))]
    before = None
    for day in days:
        data = day.encode()
        store.write_with(target, data, replace(memory(data), day=day), before)
        before = data
    kept = [base.memory.day for base in store.editions(target)]
    assert kept == days[:0:-1]


def test_a_new_version_beside_is_an_edition_too(store: BaseStore, target: Path) -> None:
    store.write_with(target, b"en", memory(b"en"), None)
    store.write_with(target.with_name("01_nord_ny.docx"), b"to", memory(b"to"), None)
    assert [base.data for base in store.editions(target)] == [b"en", b"to"]


def test_the_same_edition_written_again_is_no_new_one(store: BaseStore, target: Path) -> None:
    for before in (None, b"en"):
        store.write_with(target, b"en", memory(b"en"), before)
    assert [base.data for base in store.editions(target)] == [b"en"]


def test_a_pack_of_the_first_layout_is_read(store: BaseStore, target: Path) -> None:
    folder = target.parent.parent / ".plangen/nord"
    (folder / "tidligere/01_nord").mkdir(parents=True)
    for data, place in ((b"ny", folder / "01_nord"), (b"gammel", folder / "tidligere/01_nord/udgave")):
        place.with_name(f"{place.name}.docx").write_bytes(data)
        place.with_name(f"{place.name}.json").write_bytes(memory(data).to_json())
    assert [base.data for base in store.editions(target)] == [b"ny", b"gammel"]
    assert list(store.documents()) == [target]
    target.parent.mkdir()
    target.write_bytes(b"ny")
    store.write_with(target, b"nyere", memory(b"nyere"), b"ny")
    assert [base.data for base in store.editions(target)] == [b"nyere", b"ny", b"gammel"]


def test_the_folder_of_a_project_is_found_from_inside(store: BaseStore, target: Path) -> None:
    store.write_with(target, b"en", memory(b"en"), None)
    folder = target.parent.parent
    assert [project_folder(path) for path in (folder, target.parent, target)] == [folder] * 3
    with pytest.raises(PlangenError, match="ikke en pakke"):
        project_folder(folder.parent)


def test_where_the_answers_are_is_kept_relative(tmp_path: Path, store: BaseStore) -> None:
    seen = project_memory(tmp_path / "out/p", tmp_path / "inputs/p.yaml", None)
    assert seen == ProjectMemory("../../inputs/p.yaml")
    store.write_project(seen)
    assert store.read_project() == seen
