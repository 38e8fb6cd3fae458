"""Thirty people who save answers in the web application for a minute: how long each save takes, and whether
anything is lost.

    python bench/saving.py [seconds]

Six of them write the same answer, the others one each. A save that the server has acknowledged must stand in
the answer file at the end, or be followed by a later one in the log of changes.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from plangen.forms.model import form_of  # noqa: E402
from plangen.projects.shipped import shipped_library  # noqa: E402
from plangen.projects.sources import read_project  # noqa: E402

NAME = "jobcenter"
PEOPLE, TOGETHER = 30, 6
PAUSE = 1.0
"""Seconds that a person thinks between two saves."""


@dataclass
class Person:
    """Somebody who writes one answer again and again. `kept`: what the server has acknowledged."""

    number: int
    section: str
    question: str
    kept: list[str] = field(default_factory=list)
    taken: list[float] = field(default_factory=list)
    judged: list[float] = field(default_factory=list)
    conflicts: int = 0
    failed: list[str] = field(default_factory=list)

    def work(self, address: str, ends: float) -> None:
        """Saves until the time is over; beside that, asks what is found in the answers, as a page does."""
        url = f"{address}p/{NAME}/afsnit/{self.section}"
        name = f"svar/{self.question}"
        now, shown = _began(urlopen(url).read().decode(), name)
        asking = threading.Thread()
        while time.monotonic() < ends:
            text = f"Person {self.number} nr. {len(self.kept) + self.conflicts + 1}"
            begins = time.perf_counter()
            status, told = _sent(url, {f"{name}/.version": now, f"{name}/.vist": shown, name: text})
            self.taken.append(time.perf_counter() - begins)
            if status not in (200, 409):
                self.failed.append(f"{status}: {text}")
                continue
            one = told["svar"][self.question]
            if one["udfald"] == "gemt":
                self.kept.append(text)
                now, shown = one["version"], one["vist"]
            else:
                self.conflicts += 1
                now, shown = _began(one["spoergsmaal"], name)
            if asking.ident is None or not asking.is_alive():
                asking = threading.Thread(target=self._ask, args=(f"{url}/fund",))
                asking.start()
            time.sleep(PAUSE)
        asking.join()

    def _ask(self, url: str) -> None:
        begins = time.perf_counter()
        urlopen(url).read()
        self.judged.append(time.perf_counter() - begins)


def _began(page: str, name: str) -> tuple[str, str]:
    """What a page says of the answer that it shows: its version, and the answer."""
    found = [re.search(rf'name="{name}/\.{what}" value="([^"]*)"', page) for what in ("version", "vist")]
    assert found[0] and found[1], (name, "stands on no page")
    return found[0][1], html.unescape(found[1][1])


def _sent(url: str, fields: dict[str, str]) -> tuple[int, dict]:
    origin = "/".join(url.split("/")[:3])
    headers = {"Accept": "application/json", "Origin": origin}
    try:
        with urlopen(Request(url, urlencode(fields).encode(), headers)) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        text = error.read().decode("utf-8", "replace")
        return error.code, json.loads(text) if text.startswith("{") else {}


def main(seconds: float) -> int:
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / f"{NAME}.yaml"
        shutil.copy(ROOT / "inputs" / answers.name, answers)
        people = _people(answers)
        command = [
            sys.executable,
            "-m",
            "plangen",
            "serve",
            str(answers),
            "--no-open",
            "--out",
            f"{folder}/out",
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            ends = time.monotonic() + seconds
            threads = [threading.Thread(target=one.work, args=(address, ends)) for one in people]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            server.terminate()
        return _told(people, answers, seconds)


def _people(answers: Path) -> list[Person]:
    """Who writes what: long texts that the project asks for."""
    loaded = read_project(answers, shipped_library())
    form = form_of(loaded.library.catalog, loaded.project.base.reach)
    texts = [
        (page.id, one.id)
        for page in form.pages
        for one in page.questions
        if one.type == "markdown" and one.part == "svar" and one.asked and not one.shown_if
    ]
    own = [texts[0]] * TOGETHER + texts[1:]
    return [Person(number, *own[number % len(own)]) for number in range(PEOPLE)]


def _told(people: list[Person], answers: Path, seconds: float) -> int:
    base = read_project(answers, shipped_library()).project.base
    log = answers.with_name(f"{NAME}.aendringer.txt").read_text("utf-8")
    lost = [text for one in people for text in one.kept if text not in log]
    for id in {one.question for one in people}:
        ours = {one.kept[-1] for one in people if one.question == id and one.kept}
        if ours and base.text(id) not in ours:
            lost.append(f"{id}: {base.text(id)!r} is none of the last {ours}")
    taken = sorted(time for one in people for time in one.taken)
    judged = sorted(time for one in people for time in one.judged)
    kept, conflicts = sum(len(one.kept) for one in people), sum(one.conflicts for one in people)
    most = taken[int(len(taken) * 0.95)]
    failed = [text for one in people for text in one.failed]
    lines = [
        f"{PEOPLE} people, {seconds:.0f} s: {kept} saves kept, {conflicts} conflicts shown",
        f"a save: {statistics.median(taken):.2f} s (median), {most:.2f} s (95 %), {taken[-1]:.2f} s (most)",
        f"what is found: {statistics.median(judged):.2f} s (median), {judged[-1]:.2f} s (most)",
        f"lost: {len(lost)}, failed: {len(failed)}",
        *(f"  {text}" for text in (*lost[:5], *failed[:5])),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return int(bool(lost or failed))


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 60))
