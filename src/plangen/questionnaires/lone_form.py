"""The questionnaire as one file that works without a server and a network, from the same templates."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Collection, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from plangen.forms.page.conditions import condition_data, names_in
from plangen.forms.page.seen import QuestionView
from plangen.questionnaires.pages import KIND, SCRIPT, STYLE, form_environment
from plangen.questionnaires.sent_form import SentForm

_LONE_SCRIPT = "skema.js"


def lone_form(form: SentForm) -> str:
    """The form as a page in one file."""
    templates = form.loaded.library.templates
    style = templates.read(KIND, STYLE).decode("utf-8")
    script = "\n".join(templates.read(KIND, name).decode("utf-8") for name in (SCRIPT, _LONE_SCRIPT))
    return (
        form_environment(templates)
        .get_template("skema.html")
        .render(
            titel=form.title,
            afdeling=form.department,
            sider=form.pages,
            views=form.views,
            data=_data(form, [view for some in form.views.values() for view in some]),
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
            rod="",
        )
    )


def _data(form: SentForm, views: Collection[QuestionView]) -> Markup:
    """What the script has to know, as JSON that no text can end."""
    told: Mapping[str, Any] = {
        **replace(form.made_from, answers={}).data(),
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
