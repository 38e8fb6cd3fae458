"""How fast plangen is, beside the plain way, in one run; writes docs/ydelse.md.

    python bench/speed.py [--times 5] [--departments 10,30,98] [--parts dokumenter] [--out docs/ydelse.md]

CPU and clock, medians of several runs; ratios are of medians in the same run. Takes about half an hour on two
cores, and wants them for itself; `--parts` measures some of it and leaves the rest of the file.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from others import engines
from processes import ROOT, Run, adopt_orphans, plangen, timed, warm
from rivals import PlainWeasyPrint, by_docxtpl, by_libreoffice, pages_of

from plangen.building.printers import collect_seldom
from plangen.catalog import Document
from plangen.documents.context import for_document
from plangen.projects.shipped import shipped_library, template_folder
from plangen.projects.sources import read_project
from plangen.rendering.document import word_of
from plangen.rendering.now import PackNow
from plangen.rendering.remembering import memory_of
from plangen.rendering.subject import Subject, subject_of
from projects import EXAMPLE, OTHER, written

Row = tuple[str, ...]
Told = tuple[str, str]
"""A heading, and what stands below it."""
NOTES = "Hvad tallene siger"
"""The heading of what people have written about the figures, which stays."""
CHANGE = ("aflevering: Kommunens tilbudsportal som PDF", "aflevering: Kommunens tilbudsportal som fil")
"""An answer that stands in one document (D03)."""


def main(times: int, departments: Sequence[int], asked: Sequence[str], out: Path) -> None:
    adopt_orphans()
    _, *kept = (out.read_text("utf-8") if out.exists() else "").split("\n## ")
    parts = {text.split("\n")[0]: f"## {text}" for text in kept}
    with tempfile.TemporaryDirectory() as scratch:
        for name in asked:
            heading, told = PARTS[name](Path(scratch), times, departments)
            parts[heading] = f"## {heading}\n\nMålt {date.today().isoformat()}.\n\n{told}"
            sys.stdout.write(f"{parts[heading]}\n")
            sys.stdout.flush()
    notes = parts.pop(NOTES, "")
    out.write_text("\n".join([_head(times), *parts.values(), notes]).rstrip("\n") + "\n", "utf-8")


def _head(times: int) -> str:
    return (
        "# Ydelse\n\n"
        f"Målt med `python bench/speed.py` på {os.cpu_count()} kerner"
        f" ({platform.machine()}, Python {platform.python_version()}). Medianer af {times} kørsler;"
        " forhold er mellem medianer i samme kørsel. CPU er processens og alt, hvad den starter.\n"
    )


# --- documents ----------------------------------------------------------------------------------------------
def _documents(folder: Path, times: int, _departments: Sequence[int]) -> Told:
    """Each document of the project's pack, warm, in this process, which collects garbage as a build does."""
    collect_seldom()
    subject = subject_of(read_project(EXAMPLE, shipped_library()), None)
    now, rows = PackNow(subject), list[Row]()
    words, built, pdfs, unlike = list[float](), list[float](), list[float](), list[float]()
    word_sum = pdf_sum = 0.0
    files: list[Path] = []
    pages = [now.page(document) for document in subject.documents]
    own, clock = _own_pdfs(folder, pages, times)
    printer = PlainWeasyPrint(times)
    for document, html, pdf in zip(subject.documents, pages, own, strict=True):
        points, told = now.points(document.id), now.overview_of(document)
        context = for_document(subject.context, subject.answers, document, points, told)
        template = template_folder() / "docx" / f"{document.template_file}.docx"
        ours, theirs = _alternating(
            times,
            lambda d=document, p=points, t=told: word_of(d, subject, p, t, lambda: (1,) * 300),  # type: ignore[misc]
            lambda t=template, c=context: by_docxtpl(t, c),  # type: ignore[misc]
        )
        made = now.word(document)
        kept = warm(times, lambda d=document, w=made: _remembered(subject, d, w))  # type: ignore[misc]
        plain, usual = (printer.seconds(page) for page in pages_of(html, folder))
        words.append(theirs / ours)
        built.append(theirs / (ours + kept))
        pdfs.append(plain / pdf)
        unlike.append(usual / pdf)
        word_sum, pdf_sum = word_sum + ours, pdf_sum + pdf
        path = folder / f"{document.file}.docx"
        path.write_bytes(made)
        files.append(path)
        rows.append(
            (
                document.id,
                _ms(ours),
                _ms(theirs),
                _times(theirs / ours),
                _ms(ours + kept),
                _times(theirs / (ours + kept)),
                _ms(pdf),
                _ms(plain),
                _times(plain / pdf),
                _ms(usual),
                _times(usual / pdf),
            )
        )
    printer.close()
    office = by_libreoffice(files, timed)
    alone, whole, printed, other = (
        _times(statistics.median(ratios)) for ratios in (words, built, pdfs, unlike)
    )
    rows.append(("median", "", "", alone, "", whole, "", "", printed, "", other))
    head = (
        *("dokument", "Word, ms", "docxtpl, ms", "forhold", "som bygget, ms", "forhold"),
        *("PDF/UA, ms", "WeasyPrint på samme side, ms", "forhold"),
        *("WeasyPrint på en almindelig side, ms", "forhold"),
    )
    beside = (
        f"\nPDF/UA af alle {len(files)} dokumenter: {pdf_sum:.1f} s CPU;"
        f" LibreOffice omsætter de samme Word-filer på {office[0]:.1f} s ({_times(office[0] / pdf_sum)})."
        f" Efter uret, som et build laver dem (en proces for hver kerne): {clock:.1f} s mod"
        f" LibreOffices {office[1]:.1f} s ({_times(office[1] / clock)})."
        " Processerne har lavet en anden pakke før (sagsoverblik), ikke denne.\n"
        if office is not None
        else "\nLibreOffice er ikke installeret her.\n"
    )
    return "Hvert dokument, varmt, i én proces (CPU)", f"{_table(head, rows)}{beside}"


def _own_pdfs(folder: Path, pages: Sequence[str], times: int) -> tuple[list[float], float]:
    """Seconds of CPU of the PDF file of each page, and of the clock of all of them made as a build makes
    them, by processes that have made another pack; the medians."""
    other = PackNow(subject_of(read_project(OTHER, shipped_library()), None))
    known, own = folder / "andre", folder / "egne"
    for where, htmls in ((known, map(other.page, other.subject.documents)), (own, pages)):
        where.mkdir()
        for number, html in enumerate(htmls):
            (where / f"{number:02}.html").write_text(html, "utf-8")
    command = [sys.executable, str(Path(__file__).with_name("own_pdf.py")), str(known), str(own)]
    told = [
        json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for _ in range(times)
    ]
    each = [statistics.median(taken) for taken in zip(*(cpu for cpu, _ in told), strict=True)]
    return each, statistics.median(clock for _, clock in told)


def _remembered(subject: Subject, document: Document, data: bytes) -> bytes:
    """What a build keeps of a Word file beside the file."""
    return memory_of(subject.library, document, subject, data).to_json()


def _alternating(times: int, ours: Callable[[], Any], theirs: Callable[[], Any]) -> tuple[float, float]:
    """Seconds of CPU of both, by turns, so that both meet the same machine."""
    taken: tuple[list[float], list[float]] = ([], [])
    for one in (ours, theirs):
        one()
    gc.collect()
    gc.freeze()
    for _ in range(times):
        for found, one in zip(taken, (ours, theirs), strict=True):
            began = time.process_time()
            one()
            found.append(time.process_time() - began)
    return statistics.median(taken[0]), statistics.median(taken[1])


# --- commands -----------------------------------------------------------------------------------------------
def _commands(folder: Path, times: int, _departments: Sequence[int]) -> Told:
    """Whole processes, twelve departments."""
    answers = written(folder / "tolv", "tolv", 12)
    out = folder / "tolv" / "out"
    build = plangen("build", answers, "--out", out)
    nothing = _median([timed([sys.executable, "-c", "pass"]) for _ in range(times * 3)])
    help_ = _median([timed(plangen("--help")) for _ in range(times * 3)])
    first = timed(build)
    again = _median([timed(build) for _ in range(times * 2)])
    text = answers.read_text("utf-8")
    changed: list[Run] = []
    written_files: set[tuple[str, ...]] = set()
    for number in range(times):
        before = _state(out)
        new = f"aflevering: Kommunens tilbudsportal som fil {number}"
        answers.write_text(text.replace(CHANGE[0], new), "utf-8")
        changed.append(timed(build))
        after = _state(out)
        written_files.add(tuple(sorted(p for p in after if after[p] != before.get(p))))
    one = _median(changed)
    check = _median([timed(plangen("check", answers)) for _ in range(times)])
    status = _median([timed(plangen("status", out / "tolv")) for _ in range(max(times // 2, 1))])
    rows = [
        _process("`python -c pass`", nothing, nothing),
        _process("`plangen --help`", help_, nothing),
        _process("`build`, intet nyt, 12 afdelinger", again, nothing),
        _process("`build`, første gang, 12 afdelinger, Word og PDF", first, nothing),
        _process("`build`, ét svar ændret, som står i ét dokument", one, nothing),
        _process("`check`", check, nothing),
        _process("`status`, 12 afdelinger, intet rettet", status, nothing),
    ]
    told = "; ".join(", ".join(f"`{Path(name).name}`" for name in names) for names in sorted(written_files))
    after = (
        f"\nÉt svar ændret: {100 * one.cpu / first.cpu:.1f} % af den første kørsels CPU"
        f" ({100 * one.wall / first.wall:.1f} % af tiden). Skrevet: {told}.\n"
    )
    plain = _the_plain_way(answers, folder)
    after += (
        "\nDe samme Word- og PDF-filer på den almindelige måde (docxtpl og WeasyPrint om en almindelig side),"
        f" den ene efter den anden: {plain:.0f} s, {_times(plain / first.wall)} den første kørsels tid (målt"
        " på den fælles pakke og en afdelings, der tæller for hver afdeling).\n"
    )
    head = ("kommando", "CPU, s", "tid, s", "gange `python -c pass`")
    return "Hele processer", f"{_table(head, rows)}{after}"


def _the_plain_way(answers: Path, folder: Path) -> float:
    """Seconds that the packs' Word and PDF files take with docxtpl and WeasyPrint, one after the other."""
    project, printer, taken = read_project(answers, shipped_library()), PlainWeasyPrint(1), list[float]()
    keys = list(project.project.departments)
    for key in (None, keys[0]):
        subject = subject_of(project, key)
        now, seconds = PackNow(subject), 0.0
        for document in subject.documents:
            points, told = now.points(document.id), now.overview_of(document)
            context = for_document(subject.context, subject.answers, document, points, told)
            template = template_folder() / "docx" / f"{document.template_file}.docx"
            seconds += warm(1, lambda t=template, c=context: by_docxtpl(t, c))  # type: ignore[misc]
            seconds += printer.seconds(pages_of(now.page(document), folder)[1])
        taken.append(seconds)
    printer.close()
    return taken[0] + taken[1] * len(keys)


def _state(out: Path) -> dict[str, bytes]:
    """The files that people see."""
    found = (path for path in out.rglob("*") if path.is_file() and ".plangen" not in path.parts)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in found}


def _process(name: str, run: Run, nothing: Run) -> Row:
    return (name, f"{run.cpu:.2f}", f"{run.wall:.2f}", _times(run.cpu / nothing.cpu))


# --- growth -------------------------------------------------------------------------------------------------
def _growth(folder: Path, _times: int, departments: Sequence[int]) -> Told:
    """More departments, more rows: Word files, first build."""
    rows: list[Row] = []
    for number in departments:
        answers = written(folder / f"afd{number}", "mange", number)
        rows.append(_grown(f"{number} afdelinger", number, answers, folder / f"afd{number}", "docx"))
    for number in (10, 200, 2000):
        answers = written(folder / f"krav{number}", "krav", 1, number)
        rows.append(
            _grown(
                f"{number} krav", number, answers, folder / f"krav{number}", "docx,pdf", "--document", "D03"
            )
        )
    head = ("hvad", "CPU, s", "tid, s", "hukommelse, MB", "CPU for hver, ms")
    what = "første kørsel; afdelinger i Word, krav i D03 som Word og PDF"
    return f"Når det vokser ({what})", _table(head, rows)


def _grown(name: str, number: int, answers: Path, folder: Path, formats: str, *more: str) -> Row:
    run = timed(plangen("build", answers, "--out", folder / "out", "--format", formats, *more))
    return (name, f"{run.cpu:.1f}", f"{run.wall:.1f}", _memory(run), f"{1000 * run.cpu / number:.0f}")


def _memory(run: Run) -> str:
    """The most that it took, in MB. The system counts what this process had when it started the other, so
    less than that is not known."""
    ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{run.memory:.0f}" if run.memory > ours + 1 else f"under {ours:.0f}"


# --- figures ------------------------------------------------------------------------------------------------
def _median(runs: Sequence[Run]) -> Run:
    return Run(*(statistics.median(getattr(run, name) for run in runs) for name in ("cpu", "wall", "memory")))


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f}"


def _times(ratio: float) -> str:
    return f"{ratio:.1f}×"


def _table(head: Row, rows: Iterable[Row]) -> str:
    lines = [head, tuple("---" if n == 0 else "---:" for n in range(len(head))), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


# --- others -------------------------------------------------------------------------------------------------
def _others(folder: Path, times: int, _departments: Sequence[int]) -> Told:
    """A plain document with a table of so many rows, by the engines that others use."""
    collect_seldom()
    found = {rows: engines(folder, rows, times) for rows in (10, 200, 2_000)}
    head = ("rækker i tabellen", *(f"{name}, ms" for name in found[10]))
    rows = [
        (f"{rows}", *(f"{ms:.0f}" if ms else "–" for ms in taken.values())) for rows, taken in found.items()
    ]
    return "Et enkelt Word-dokument, varmt, med andre værktøjer (CPU)", _table(head, rows)


PARTS: dict[str, Callable[[Path, int, Sequence[int]], Told]] = {
    "dokumenter": _documents,
    "kommandoer": _commands,
    "vækst": _growth,
    "andre": _others,
}


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--times", type=int, default=5)
    options.add_argument("--departments", default="10,30,98")
    options.add_argument("--parts", default=",".join(PARTS))
    options.add_argument("--out", type=Path, default=ROOT / "docs" / "ydelse.md")
    given = options.parse_args()
    sizes = [int(number) for number in given.departments.split(",")]
    main(given.times, sizes, given.parts.split(","), given.out)
