"""The questionnaire as one file that works without a server and a network, from the same templates."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Collection, Mapping
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from plangen.findings import UsageError
from plangen.forms.page.conditions import condition_data, names_in
from plangen.forms.page.seen import QuestionView
from plangen.forms.page.submission import FORMAT, VERSION
from plangen.projects.sources import LoadedProject
from plangen.serving.pages import KIND, SCRIPT, STYLE, page_environment
from plangen.serving.sections import questionnaire

_LONE_SCRIPT = "skema.js"


def lone_form(loaded: LoadedProject, sections: Collection[str] = ()) -> str:
    """The form of a project with the answers so far. `sections`: ids of those that it is to have, all when
    there are none. Raises `UsageError` for a section that is not there."""
    shown = questionnaire(loaded, None)
    steps = {step.page.id: step.page for step in shown.steps()}
    missing = [section for section in sections if section not in steps]
    if missing:
        raise UsageError(f"Afsnittet »{missing[0]}« findes ikke.", f"Vælg mellem {', '.join(steps)}.")
    pages = [page for id, page in steps.items() if not sections or id in sections]
    views = {page.id: [shown.view(q) for q in page.questions if shown.is_asked(q)] for page in pages}
    templates = loaded.library.templates
    style = templates.read(KIND, STYLE).decode("utf-8")
    script = "\n".join(templates.read(KIND, name).decode("utf-8") for name in (SCRIPT, _LONE_SCRIPT))
    return (
        page_environment(templates)
        .get_template("skema.html")
        .render(
            titel=loaded.project.base.text("projekt_titel") or loaded.name,
            sider=pages,
            views=views,
            data=_data(loaded, [view for some in views.values() for view in some]),
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
            rod="",
        )
    )


def _data(loaded: LoadedProject, views: Collection[QuestionView]) -> Markup:
    """What the script has to know, as JSON that no text can end."""
    told: Mapping[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "project": loaded.name,
        "answers_file": loaded.path.name,
        "made_from": {str(view.question.address): view.version for view in views if not view.locked},
        "types": {str(view.question.address): _kind(view) for view in views if not view.locked},
        "conditions": {
            view.question.id: {"data": data, "names": sorted(names_in(data))}
            for view in views
            if (data := condition_data(view.question.shown_if)) is not None
        },
    }
    text = json.dumps(told, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def _kind(view: QuestionView) -> str:
    """The shape of an answer: tabel, faste, felter, liste, egne or tekst."""
    question = view.question
    if question.type in ("table", "fixed"):
        return {"table": "tabel", "fixed": "faste"}[question.type]
    if question.fields:
        return "felter"
    return "egne" if question.own_items else "liste" if question.type == "multi" else "tekst"


def _policy(style: str, script: str) -> str:
    hashes = (b64encode(sha256(text.encode()).digest()).decode() for text in (style, script))
    one, two = (f"'sha256-{found}'" for found in hashes)
    return f"default-src 'none'; style-src {one}; script-src {two}; base-uri 'none'; form-action 'none'"
