"""Reads the catalog's YAML files to plain data and refuses a broken one with its line.

The files are written by people, so every slip is reported with file and line. `build.py` turns the
plain data into the typed `Catalog`; `generate.py` keeps it as JSON, which loads in milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from plangen.catalog import attributes, guidance
from plangen.catalog.address import Address
from plangen.catalog.build import package_entry
from plangen.catalog.document import SCOPES, Document
from plangen.catalog.model import Question, Section, TaskCard
from plangen.catalog.rules import faults
from plangen.catalog.sheets import PointCard, Sheet, wrong_fields
from plangen.findings import CatalogError

_OWN_FILES = ("spoergsmaal", "pakke", "opgavekort", "dokumenter", "tekster", "lister", "regler")
FILES = (*_OWN_FILES, *guidance.FILES, "ark", "barrierekort")

WITH_COLUMNS = ("table", "group", "fixed")


@lru_cache(maxsize=32)
def _parsed(text: str) -> Any:
    """A file as ruamel reads it, not to be changed. It takes a second, and changes are of one file."""
    return YAML(typ="rt").load(text)


class _Reader:
    """Checks the parsed YAML; keeps what is needed to say file and line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data: dict[str, Any] = {name: self._parse(name) for name in FILES}

    def _parse(self, name: str) -> Any:
        path = self.folder / f"{name}.yaml"
        try:
            return _parsed(path.read_text("utf-8"))
        except YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            problem = getattr(error, "problem", None) or str(error)
            raise CatalogError(f"{path.name}:{line}: ugyldig YAML: {problem}") from error

    def fail(self, name: str, node: Any, key: Any, message: str) -> CatalogError:
        """An error that points at `key` of `node` (or at the node itself)."""
        line = 1
        if isinstance(node, CommentedMap | CommentedSeq):
            has_key = key in node.lc.data if node.lc.data else False
            line = (node.lc.data[key][0] if has_key else node.lc.line) + 1
        return CatalogError(f"{name}.yaml:{line}: {message}")

    def check(self) -> None:
        questions = self.data["spoergsmaal"]
        seen: set[str] = set()
        for section in questions["sections"]:
            self._check("spoergsmaal", Section, section)
        for question in questions["questions"]:
            self._check_question("spoergsmaal", question, question)
            if question["id"] in seen:
                raise self.fail("spoergsmaal", question, "id", f"id »{question['id']}« findes to gange")
            seen.add(question["id"])
        for key, setting in self.data["pakke"].items():
            self._check_question("pakke", package_entry(key, setting), setting)
        for document_id, document in self.data["dokumenter"].items():
            self._check("dokumenter", Document, {"id": document_id, **document}, document)
            if len(document["sider"]) != len(SCOPES):
                raise self.fail("dokumenter", document, "sider", f"{document_id}: ét sidetal til hver profil")
        for card_id, card in self.data["opgavekort"].items():
            self._check("opgavekort", TaskCard, {"id": card_id, **card}, card)
            self._check_card(card_id, card, seen)
        for passage, text in self.data["tekster"].items():
            if not re.fullmatch(r"ST-\d{2,3}", passage) or not isinstance(text, str):
                raise self.fail("tekster", self.data["tekster"], passage, f"»{passage}« er ikke en tekst")
        for name, record in guidance.FILES.items():
            for id, entry in self.data[name].items():
                self._check(name, record, {"id": id, **entry}, entry)
                self._check_guidance(name, id, entry)
        self._check_sheets()
        for code, problem in faults(self.data["regler"], seen):
            raise self.fail("regler", self.data["regler"], code, f"{code}: {problem}")

    def _check(self, name: str, record: type, entry: Any, written: Any = None) -> None:
        """Raises the first fault of an entry; `written`: its node in the file, where it is another."""
        known = {
            "sections": {*(s["id"] for s in self.data["spoergsmaal"]["sections"]), "pakke"},
            "spoergsmaal": {q["id"] for q in self.data["spoergsmaal"]["questions"]},
            "fasemodeller": self.data["spoergsmaal"]["fasemodeller"],
            "regler": self.data["regler"],
            "anbefalinger": self.data["anbefalinger"],
            "kilder": self.data["lister"]["kilder"],
            "tekster": self.data["tekster"],
            "opgavekort": self.data["opgavekort"],
            "dokumenter": self.data["dokumenter"],
            "moenstre": self.data["lister"]["moenstre"],
        }
        for node, key, message in attributes.faults(record, entry, known):
            raise self.fail(name, written if node is entry and written is not None else node, key, message)

    def _check_question(self, name: str, entry: Any, written: Any) -> None:
        self._check(name, Question, entry, written)
        if entry["type"] in WITH_COLUMNS and not entry.get("kolonner"):
            raise self.fail(name, written, "type", "feltet »kolonner« mangler")
        columns = {column["id"] for column in (*entry.get("kolonner", ()), *entry.get("felter", ()))}
        if entry.get("tekst_som", "") not in ("", *columns):
            raise self.fail(name, written, "tekst_som", f"ukendt felt »{entry['tekst_som']}«")
        if entry["mangler"] == "S" and not entry.get("st"):
            raise self.fail(name, written, "mangler", "feltet »st« mangler")

    def _check_sheets(self) -> None:
        for id, card in self.data["barrierekort"].items():
            self._check("barrierekort", PointCard, {"id": id, **card}, card)
        questions = {question["id"]: question for question in self.data["spoergsmaal"]["questions"]}
        for id, sheet in self.data["ark"].items():
            self._check("ark", Sheet, {"id": id, **sheet}, sheet)
            if not re.fullmatch(r"ARK\d{2}", id):
                raise self.fail("ark", self.data["ark"], id, f"»{id}« er ikke et ark, som ARK01")
            for node, key, message in wrong_fields(sheet, questions):
                raise self.fail("ark", node, key, f"{id}: {message}")

    def _check_card(self, card_id: str, card: Any, questions: set[str]) -> None:
        for model, phase in card["faser"].items():
            if phase not in self.data["spoergsmaal"]["fasemodeller"].get(model, {}):
                raise self.fail("opgavekort", card, "faser", f"{card_id}: ukendt fase »{phase}«")
        source = Address.parse(str(card.get("slut_fra", ""))).question
        if source and source not in questions:
            raise self.fail("opgavekort", card, "slut_fra", f"{card_id}: ukendt spørgsmål »{source}«")
        for other in card.get("efter", ()):
            if other not in self.data["opgavekort"]:
                raise self.fail("opgavekort", card, "efter", f"{card_id}: ukendt kort »{other}«")

    def _check_guidance(self, name: str, id: str, entry: Any) -> None:
        """Refuses a phase or a place in the pack that there is not."""
        phases = self.data["spoergsmaal"]["fasemodeller"]
        if "fase" in entry and entry["fase"] not in phases[entry["model"]]:
            raise self.fail(name, entry, "fase", f"{id}: ukendt fase »{entry['fase']}«")
        for document, headings in entry["steder"].items():
            known = self.data["dokumenter"].get(document)
            if known is None:
                raise self.fail(name, entry, "steder", f"{id}: ukendt dokument »{document}«")
            for heading in headings:
                if heading not in known.get("afsnit", ()):
                    raise self.fail(name, entry, "steder", f"{id}: {document} har ikke afsnittet »{heading}«")


def _plain(node: Any) -> Any:
    """ruamel's containers as dict, list and built-in scalars."""
    if isinstance(node, Mapping):
        return {str(k): _plain(v) for k, v in node.items()}
    if isinstance(node, list):
        return [_plain(v) for v in node]
    if isinstance(node, str):
        return str(node)
    if isinstance(node, bool) or node is None:
        return node
    return int(node) if isinstance(node, int) else node


def read_source(folder: Path) -> dict[str, Any]:
    """The catalog's files in `folder` as plain data, keyed by file name without ending.

    Raises `CatalogError` with file and line for the first thing that is wrong.
    """
    reader = _Reader(folder)
    reader.check()
    return {name: _plain(data) for name, data in reader.data.items()}
