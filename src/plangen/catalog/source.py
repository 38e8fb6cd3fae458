"""Reads the catalog's YAML files to plain data and refuses a broken one with its line.

The files are written by people, so every slip is reported with file and line. `build.py` turns the
plain data into the typed `Catalog`; `generate.py` keeps it as JSON, which loads in milliseconds.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from plangen.catalog.address import Address
from plangen.catalog.rules import faults
from plangen.findings import CatalogError

FILES = ("spoergsmaal", "pakke", "opgavekort", "dokumenter", "tekster", "lister", "regler")

QUESTION_TYPES = {"text", "markdown", "date", "number", "choice", "multi", "group", "table", "fixed"}
COLUMN_TYPES = {"text", "markdown", "date", "date_or_week", "number", "choice", "multi", "tal_liste"}
QUESTION_KEYS = {
    "id", "s", "type", "req", "niveau", "mangler", "kort", "tekst", "hjaelp", "kilde", "st", "vis_hvis",
    "faellig", "min", "ingen", "egne", "valg", "valg_fra", "raekker", "raekker_fra", "raekker_paakraevet",
    "kolonner", "felter", "standard", "standard_gaelder", "tilstand", "laengde",
}  # fmt: skip
COLUMN_KEYS = {
    "id", "type", "tekst", "req", "hjaelp", "valg", "valg_fra", "er", "moenster", "kraeves_hvis", "standard",
    "standard_gaelder", "mindst", "hoejst", "hele", "laengde",
}  # fmt: skip
QUESTION_NEEDS = ("id", "s", "type", "req", "niveau", "mangler", "kort", "tekst")


class _Reader:
    """Checks the parsed YAML; keeps what is needed to say file and line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data: dict[str, Any] = {name: self._parse(name) for name in FILES}

    def _parse(self, name: str) -> Any:
        path = self.folder / f"{name}.yaml"
        try:
            return YAML(typ="rt").load(path.read_text("utf-8"))
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
        sections = {s["id"] for s in questions["sections"]}
        seen: set[str] = set()
        for question in questions["questions"]:
            self._check_question("spoergsmaal", question, sections)
            if question["id"] in seen:
                raise self.fail("spoergsmaal", question, "id", f"id »{question['id']}« findes to gange")
            seen.add(question["id"])
        for key, question in self.data["pakke"].items():
            self._check_columns("pakke", question)
            if question.get("type") not in QUESTION_TYPES:
                raise self.fail("pakke", question, "type", f"{key}: ukendt type »{question.get('type')}«")
        self._check_references(seen)
        for code, problem in faults(self.data["regler"], seen):
            raise self.fail("regler", self.data["regler"], code, f"{code}: {problem}")

    def _check_question(self, name: str, question: Any, sections: set[str]) -> None:
        for key in QUESTION_NEEDS:
            if key not in question:
                raise self.fail(name, question, key, f"feltet »{key}« mangler")
        for key in question:
            if key not in QUESTION_KEYS:
                raise self.fail(name, question, key, f"ukendt felt »{key}«")
        allowed = {
            "s": sections,
            "type": QUESTION_TYPES,
            "req": {"ja", "nej", "betinget"},
            "niveau": {"K", "U"},
            "mangler": {"M", "U", "D"},
        }
        for key, values in allowed.items():
            if question[key] not in values:
                raise self.fail(name, question, key, f"»{question[key]}« er ikke tilladt i feltet »{key}«")
        if question["type"] in {"table", "group", "fixed"} and not question.get("kolonner"):
            raise self.fail(name, question, "type", "feltet »kolonner« mangler")
        if "st" in question and question["st"] not in self.data["tekster"]:
            raise self.fail(name, question, "st", "standardsætningen »st« findes ikke")
        self._check_expression(name, question, "vis_hvis")
        self._check_columns(name, question)

    def _check_columns(self, name: str, question: Any) -> None:
        for column in [*(question.get("kolonner") or []), *(question.get("felter") or [])]:
            for key in ("id", "type", "tekst", "req"):
                if key not in column:
                    raise self.fail(name, column, key, f"kolonnefeltet »{key}« mangler")
            for key in column:
                if key not in COLUMN_KEYS:
                    raise self.fail(name, column, key, f"ukendt kolonnefelt »{key}«")
            if column["type"] not in COLUMN_TYPES:
                raise self.fail(name, column, "type", f"ukendt kolonnetype »{column['type']}«")
            if column.get("moenster") and column["moenster"] not in self.data["lister"]["moenstre"]:
                raise self.fail(name, column, "moenster", f"ukendt mønster »{column['moenster']}«")
            self._check_expression(name, column, "kraeves_hvis")

    def _check_expression(self, name: str, node: Any, key: str) -> None:
        if key not in node:
            return
        try:
            ast.parse(node[key], mode="eval")
        except SyntaxError as error:
            raise self.fail(name, node, key, f"udtrykket »{node[key]}« kan ikke læses") from error

    def _check_references(self, questions: set[str]) -> None:
        cards = self.data["opgavekort"]
        for question in self.data["spoergsmaal"]["questions"]:
            if question.get("faellig") and question["faellig"] not in cards:
                raise self.fail("spoergsmaal", question, "faellig", f"ukendt kort »{question['faellig']}«")
        for card_id, card in cards.items():
            self._check_expression("opgavekort", card, "vis_hvis")
            for model, phase in card["faser"].items():
                if phase not in self.data["spoergsmaal"]["fasemodeller"].get(model, {}):
                    raise self.fail("opgavekort", card, "faser", f"{card_id}: ukendt fase »{phase}«")
            if card["foelger"] not in {"faelles", "afdeling"}:
                raise self.fail("opgavekort", card, "foelger", f"{card_id}: skriv faelles eller afdeling")
            source = Address.parse(str(card.get("slut_fra", ""))).question
            if source and source not in questions:
                raise self.fail("opgavekort", card, "slut_fra", f"{card_id}: ukendt spørgsmål »{source}«")
        for passage, text in self.data["tekster"].items():
            if not re.fullmatch(r"ST-\d\d", passage) or not isinstance(text, str):
                raise self.fail("tekster", self.data["tekster"], passage, f"»{passage}« er ikke en tekst")


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
