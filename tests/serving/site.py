"""A served folder of answer files, asked as a browser without a script asks it."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx2
from lxml import html as markup
from lxml.etree import _Element
from starlette.testclient import TestClient

from plangen.library import Library
from plangen.projects.shipped import shipped_library
from plangen.questionnaires.workplace import Workplace
from plangen.serving.app import application
from plangen.serving.guard import Gate
from tests.support.tools import ROOT

TOKEN = "token-of-a-test"
BASE = "http://127.0.0.1:8123"
EXAMPLES = ("jobcenter", "sagsoverblik", "koerebog")
Pairs = list[tuple[str, str]]


def a_clock() -> datetime:
    return datetime(2026, 12, 11, 9, 30)


class Site:
    """The application over a folder. `answers`: where the answer files lie; `out`: where packs go."""

    def __init__(
        self,
        folder: Path,
        *examples: str,
        gate: Gate | None = None,
        library: Library | None = None,
        **options: Any,
    ) -> None:
        self.answers, self.out = folder / "inputs", folder / "out"
        self.answers.mkdir(exist_ok=True)
        for example in examples:
            shutil.copy(ROOT / "inputs" / f"{example}.yaml", self.answers)
        self.workplace = Workplace([self.answers], self.out, library or shipped_library(), a_clock)
        self.gate = gate or Gate(TOKEN)
        self.app = application(self.workplace, self.gate, **{"user": "Prøve", **options})
        self.client = TestClient(self.app, base_url=BASE, raise_server_exceptions=True)

    def url(self, path: str) -> str:
        return path if path.startswith(self.gate.prefix) else f"{self.gate.prefix}/{path}"

    def get(self, path: str = "", **options: Any) -> httpx2.Response:
        return self.client.get(self.url(path), **options)

    def post(self, path: str, pairs: Pairs, **options: Any) -> httpx2.Response:
        data: dict[str, list[str]] = {}
        for name, text in pairs:
            data.setdefault(name, []).append(text)
        return self.client.post(self.url(path), data=data, **options)

    def page(self, path: str) -> Page:
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return Page(self, path, answer.text)

    def yaml(self, name: str) -> Path:
        return self.answers / f"{name}.yaml"


class Page:
    """A page as it was drawn, with the fields of its largest form."""

    def __init__(self, site: Site, path: str, text: str) -> None:
        self.site, self.path, self.text = site, path, text
        self.root: _Element = markup.document_fromstring(text)
        forms = self.root.findall(".//form[@method='post']")
        self.form = max(
            forms, key=lambda one: len(list(one.iter("input", "textarea", "select"))), default=None
        )

    def has(self, text: str) -> bool:
        return text in " ".join("".join(self.root.itertext()).split())

    def pairs(self) -> Pairs:
        """What a browser would send of the form, in its order, without the button."""
        found: Pairs = []
        assert self.form is not None
        for one in self.form.iter("input", "textarea", "select"):
            name, kind = one.get("name"), one.get("type", "")
            if not name or any(parent.tag == "template" for parent in one.iterancestors()):
                continue
            if one.tag == "textarea":
                found.append((name, (one.text or "").removeprefix("\n")))
            elif one.tag == "select":
                options = one.findall("option")
                chosen = [o for o in options if o.get("selected") is not None] or options[:1]
                found += [(name, o.get("value", o.text or "")) for o in chosen]
            elif kind not in ("radio", "checkbox") or one.get("checked") is not None:
                found.append((name, one.get("value", "")))
        return found

    def send(self, changes: dict[str, str], button: str = "gem", **options: Any) -> httpx2.Response:
        """Sends the form with other texts in some fields, and gives what comes of it."""
        pairs = [(name, changes.get(name, text)) for name, text in self.pairs()]
        missing = set(changes) - {name for name, _ in pairs}
        pairs += [(name, changes[name]) for name in missing]
        assert self.form is not None
        return self.site.post(
            self.form.get("action", ""), [*pairs, ("handling", button)], follow_redirects=False, **options
        )

    def field(self, name: str) -> str:
        return dict(self.pairs())[name]
