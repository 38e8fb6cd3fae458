"""What `plangen pull` prints."""

from __future__ import annotations

from typing import Any

from plangen.answers.wording import masked
from plangen.cli import report
from plangen.cli.tables import contrasted, print_table
from plangen.projects.sources import LoadedProject
from plangen.pulling.wishes import Step, Trouble, TroubleKind, Where, Wish
from plangen.wordfiles.pull import PullOutcome

_KINDS: dict[TroubleKind, str] = {
    "konflikt": "konflikter",
    "ulæselig": "ikke_foert_tilbage",
    "afventer": "afventer",
    "forslag": "forslag",
    "note": "noter",
}


def pull_json(loaded: LoadedProject, outcome: PullOutcome) -> dict[str, Any]:
    """The pull as data with stable names."""
    told: dict[str, Any] = {
        "projekt": loaded.name,
        "svarfil": str(loaded.path),
        "rettelser": [_step(outcome, step) for step in outcome.pull.steps],
        "allerede_i_svarfilen": outcome.pull.done,
        "skrevet": [str(path) for path in outcome.written],
        "ulaeselige_filer": [{"fil": str(one.path), "aarsag": one.reason} for one in outcome.unread],
        "oplysninger": list(outcome.notices),
    }
    for kind, name in _KINDS.items():
        told[name] = [_trouble(trouble) for trouble in outcome.pull.of_kind(kind)]
    return told


def _step(outcome: PullOutcome, step: Step) -> dict[str, Any]:
    wish = step.wish
    return {
        "spoergsmaal": wish.label,
        "id": wish.id if isinstance(wish, Wish) else wish.table,
        "art": "svar" if isinstance(wish, Wish) else f"række {wish.kind}",
        "var": masked(wish.was),
        "rettet_til": masked(wish.now),
        "fil": str(outcome.files.get(step.target, "")),
        "skrives_som": step.manner,
        "steder": _places(wish.where),
    }


def _trouble(trouble: Trouble) -> dict[str, Any]:
    return {
        "spoergsmaal": trouble.label,
        "besked": masked(trouble.message),
        "hjaelp": masked(trouble.hint),
        "var": masked(trouble.was),
        "rettet_til": masked(trouble.now),
        "steder": _places(trouble.where),
    }


def _places(where: tuple[Where, ...]) -> list[dict[str, str]]:
    return [
        {"dokument": one.place.file, "sted": one.place.inside, "afdeling": one.department or "faelles"}
        for one in where
    ]


def pull_tables(loaded: LoadedProject, outcome: PullOutcome) -> None:
    """The edits as a table; what is kept back on standard error."""
    pull = outcome.pull
    print_table(
        "Rettelser af svar",
        ("Spørgsmål", "Var", "Rettet til", "Dokument og sted", "Skrives i"),
        [_row(outcome, step) for step in pull.steps],
    )
    proposals = [
        (one.label, *contrasted(one.was, one.now), "\n".join(map(str, one.where)))
        for one in pull.of_kind("forslag")
    ]
    print_table(
        "Forslag (tages med, når I kører igen med --forslag)",
        ("Spørgsmål", "Var", "Står nu", "Dokument og sted"),
        proposals,
    )
    for one in outcome.unread:
        report.problem(f"{one.path}: {one.reason.rstrip('.')}.")
    for notice in outcome.notices:
        report.notice(notice)
    for kind in ("konflikt", "ulæselig", "afventer", "note"):
        for trouble in pull.of_kind(kind):
            _say_trouble(trouble)
    report.say(_summary(loaded, outcome))


def _row(outcome: PullOutcome, step: Step) -> tuple[str, ...]:
    wish = step.wish
    places = "\n".join(map(str, wish.where))
    file = str(outcome.files.get(step.target, ""))
    now = wish.now if not isinstance(wish, Wish) or wish.raw is not None else "(tømt)"
    before, after = contrasted(wish.was, now)
    return (wish.label, before or "–", after, places, f"{file}\n({step.manner})" if step.manner else file)


def _say_trouble(trouble: Trouble) -> None:
    where = "; ".join(map(str, trouble.where))
    text = masked(f"{trouble.label}: {trouble.message} ({where})")
    text += f"\n  hjælp: {masked(trouble.hint)}" if trouble.hint else ""
    if trouble.kind in ("konflikt", "ulæselig"):
        report.problem(text)
    else:
        report.notice(text)


def _summary(loaded: LoadedProject, outcome: PullOutcome) -> str:
    if outcome.written:
        files = ", ".join(map(str, outcome.written))
        return f"Skrevet: {files}\nDan så pakken igen: plangen build {loaded.path}"
    if outcome.pull.steps:
        return "Intet er skrevet. Kør igen med --apply for at skrive rettelserne."
    if outcome.unread:
        return "Ingen rettelser af svar i de filer, der kunne læses. Se ovenfor, hvilke der ikke kunne."
    if outcome.pull.done:
        return "Ingen nye rettelser af svar; svarfilen siger det samme som dokumenterne."
    return "Ingen rettelser af svar."
