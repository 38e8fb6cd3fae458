"""One run at a time, and several answer files written as one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plangen.projects.writing import ChangedMeanwhile
from plangen.store.base import BaseStore
from plangen.store.journal import AnswerFile, finish_interrupted, write_together
from plangen.store.locking import Busy, locked
from tests.support.cli import run
from tests.support.edited_packs import EditedPack, build_pack

pytestmark = pytest.mark.usefixtures("everywhere")

BEFORE, AFTER = b"svar: {a: 1}\n", b"svar: {a: 2}\n"


@pytest.fixture
def main(tmp_path: Path) -> Path:
    path = tmp_path / "inputs/p.yaml"
    (path.parent / "p").mkdir(parents=True)
    path.write_bytes(BEFORE)
    return path


@pytest.fixture
def store(tmp_path: Path) -> BaseStore:
    store = BaseStore(tmp_path / "out/p")
    store.root.mkdir(parents=True)
    return store


def files(main: Path) -> list[AnswerFile]:
    return [AnswerFile(main, BEFORE, AFTER), AnswerFile(main.parent / "p/nord.yaml", None, AFTER)]


def journal(store: BaseStore) -> Path:
    return store.root / "foeres_tilbage.json"


def interrupted(store: BaseStore, main: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stops after the first of two answer files."""
    from plangen.store import journal as module

    def stop(path: Path, data: bytes, expected: bytes | None = b"") -> None:
        if path.name == "nord.yaml":
            raise KeyboardInterrupt
        path.write_bytes(data)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(module, "write_atomically", stop)
        write_together(store, main, files(main))


def test_the_next_run_writes_the_rest(store: BaseStore, main: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted(store, main, monkeypatch)
    assert not (main.parent / "p/nord.yaml").exists()
    finish_interrupted(store, main)
    assert (main.parent / "p/nord.yaml").read_bytes() == AFTER
    assert not journal(store).exists()


def test_what_somebody_has_changed_since_stays(
    store: BaseStore, main: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(store, main, monkeypatch)
    (main.parent / "p/nord.yaml").write_bytes(b"svar: {b: 3}\n")
    finish_interrupted(store, main)
    assert (main.parent / "p/nord.yaml").read_bytes() == b"svar: {b: 3}\n"
    assert main.read_bytes() == AFTER


def test_a_refusal_leaves_all_files_as_they_were(store: BaseStore, main: Path) -> None:
    (main.parent / "p/nord.yaml").write_bytes(b"skrevet imens\n")
    with pytest.raises(ChangedMeanwhile):
        write_together(store, main, files(main))
    assert main.read_bytes() == BEFORE
    assert not journal(store).exists()


@pytest.mark.parametrize(
    "name", ["../ude.yaml", "/tmp/ude.yaml", "p/../../ude.yaml", "q.yaml", "p/a/b.yaml", "p/.."]
)
def test_a_journal_writes_nothing_but_the_projects_answers(store: BaseStore, main: Path, name: str) -> None:
    told = {"version": 1, "svarfil": "p.yaml", "filer": [{"fil": name, "foer": None, "efter": "ude"}]}
    journal(store).write_text(json.dumps(told), "utf-8")
    before = sorted(main.parents[1].rglob("*"))
    finish_interrupted(store, main)
    assert sorted(main.parents[1].rglob("*")) == [path for path in before if path != journal(store)]


def test_only_one_run_holds_the_lock(store: BaseStore) -> None:
    with (
        locked(store),
        pytest.raises(Busy, match="en anden kørsel af plangen arbejder på pakken"),
        locked(store),
    ):
        raise AssertionError
    with locked(store):
        pass


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> EditedPack:
    return build_pack(tmp_path_factory.mktemp("laas"))


def test_build_and_pull_wait_for_nobody(pack: EditedPack) -> None:
    with locked(BaseStore(pack.out)):
        built = pack.build("--format", "docx")
        pulled = run("pull", pack.out, "--apply")
        shown = run("pull", pack.out)
    assert (built.code, pulled.code, shown.code) == (3, 3, 0)
    assert "er i brug: en anden kørsel af plangen" in built.err
    assert "er i brug: en anden kørsel af plangen" in pulled.err


def test_an_answer_file_changed_while_a_pull_looks_is_kept(
    pack: EditedPack, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plangen.wordfiles import pull as pulling
    from tests.support import word_edits as word

    pack.edit("faelles", "D01", lambda data: word.set_text(data, "kommune_navn", "Nyby Kommune"))
    original = pulling.write_together

    def late(store: BaseStore, main: Path, changed: list[AnswerFile]) -> None:
        main.write_bytes(main.read_bytes() + b"# skrevet imens\n")
        original(store, main, changed)

    monkeypatch.setattr(pulling, "write_together", late)
    result = run("pull", pack.out, "--apply")
    assert result.code == 1
    assert "er gemt af en anden imens og er ikke ændret" in result.err
    text = pack.answers.read_text("utf-8")
    assert text.endswith("# skrevet imens\n")
    assert "Nyby" not in text


def test_stopping_is_said_in_danish(pack: EditedPack, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("plangen.wordfiles.scope.open_pack", stop)
    result = run("status", pack.out)
    assert result.code == 130
    assert result.err.strip() == "Afbrudt."


def test_a_refusal_by_the_system_is_no_bug(pack: EditedPack, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "inputs/x.yaml")

    monkeypatch.setattr("plangen.wordfiles.scope.open_pack", refuse)
    result = run("status", pack.out)
    assert result.code == 3
    assert result.err.strip() == "fejl: inputs/x.yaml: adgang nægtet."
