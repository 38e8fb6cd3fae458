"""How far a project is with each page of its form: answered, missing, to be mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plangen.answers.asking import counted_questions
from plangen.answers.defaults import wholly_unanswered
from plangen.answers.model import Answers
from plangen.catalog.address import PACKAGE
from plangen.findings import Finding, Severity
from plangen.forms.model import FormPage, QuestionForm

_MISSING = {"V01", "V02", "V03"}


@dataclass(frozen=True, slots=True)
class PageProgress:
    """Of one page, the ids of the answers as findings spell them, in the form's order.

    `asked`: those that count (specifikation.md 2.8; none of the settings, and none that is answered while the
    project runs); `answered`: those of the page that have an answer; `missing`: where something that is
    required, or wanted, is not given; `to_mend`: where something given is wrong. An answer may be in several.
    """

    asked: tuple[str, ...]
    answered: tuple[str, ...]
    missing: tuple[str, ...]
    to_mend: tuple[str, ...]


def progress_of(
    form: QuestionForm, answers: Answers, findings: Iterable[Finding]
) -> Mapping[str, PageProgress]:
    """Page → how far it is. `findings`: what reading and checking have found of these answers."""
    told = [finding for finding in findings if finding.severity is not Severity.INFO]
    missing = {finding.question for finding in told if finding.code in _MISSING}
    wrong = {f.question for f in told if f.severity is Severity.ERROR and f.code not in _MISSING}
    counted = {question.id for question in counted_questions(answers)}
    given = _given(answers)

    def of(page: FormPage) -> PageProgress:
        ids = [str(question.address) for question in page.questions]

        def those(wanted: set[str]) -> tuple[str, ...]:
            return tuple(id for id in ids if id in wanted)

        return PageProgress(those(counted), those(given), those(missing), those(wrong))

    return {page.id: of(page) for page in form.pages}


def _given(answers: Answers) -> set[str]:
    """The answers and settings that are given."""
    known = answers.catalog.questions.values()
    settings = (key for key in answers.package if answers.package[key])
    return {
        *(question.id for question in known if not wholly_unanswered(answers, question)),
        *(f"{PACKAGE}.{key}" for key in settings),
    }
