"""What one run of the checks says about one project, and a selection of it (specifikation.md 5.2 and 5.3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from plangen.answers.asking import progress
from plangen.answers.model import Answers
from plangen.catalog import Catalog, Rule
from plangen.checks.checked import Checked
from plangen.documents.open_points import answerer
from plangen.findings import Finding, Severity
from plangen.plan.due import due_date
from plangen.plan.model import Plan

_MISSING = ("V01", "V02")
_UNREADABLE = "V06"


@dataclass(frozen=True, slots=True)
class Missing:
    """Of what is not answered yet: who can probably answer, and the day it must be there; None: now."""

    who: str
    due: date | None


@dataclass(frozen=True)
class CheckReport:
    """The checks of one project.

    `file`: its answer file; `files`: that and the departments' own. `read`: whether the answers could be
    read. `asked`, `answered`: questions, without those that are answered while the project runs. `checks`:
    the codes of the checks that were made. `findings`: each once, the most severe first. `missing`: more
    about those of them that are about a missing answer. `rules`, `least`: what was asked for: the rules, none
    for all, and the least severe level.
    """

    project: str
    file: str
    files: tuple[str, ...]
    profile: str
    read: bool
    asked: int
    answered: int
    checks: frozenset[str]
    findings: tuple[Finding, ...]
    missing: Mapping[Finding, Missing] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    least: Severity = Severity.INFO

    def count(self, severity: Severity) -> int:
        """How many findings have that level."""
        return Counter(finding.severity for finding in self.findings)[severity]

    @property
    def untouched(self) -> bool:
        """Whether the file could be read, and nobody has answered anything yet."""
        return self.read and not self.answered

    def only(self, rules: Sequence[Rule] = (), least: Severity = Severity.INFO) -> CheckReport:
        """The findings of some rules (none: all) that are at least so severe. What keeps a rule from being
        judged stays with it: that the answers cannot be read, and what is wrong or missing in those that it
        reads."""
        wanted = frozenset(rule.code for rule in rules)
        read = {question for rule in rules for question in rule.questions}
        kept = tuple(
            finding
            for finding in self.findings
            if self._stops(finding)
            or (
                (not wanted or finding.code in wanted or _in_the_way(finding, read))
                and finding.severity.rank <= least.rank
            )
        )
        checks = self.checks & wanted if wanted else self.checks
        codes = tuple(dict.fromkeys(rule.code for rule in rules)) or self.rules
        return replace(self, findings=kept, checks=checks, rules=codes, least=least)

    def _stops(self, finding: Finding) -> bool:
        return not self.read and finding.code == _UNREADABLE and finding.severity is Severity.ERROR


def report_of(
    answers: Answers, plan: Plan, checked: Checked, files: tuple[str, ...], *, read: bool
) -> CheckReport:
    """The report of a project. `answers`, `plan`: the project's, of all departments; `files`: its answer file
    first."""
    done, asked = progress(answers) if read else (0, 0)
    return CheckReport(
        project=answers.project,
        file=files[0],
        files=files,
        profile=answers.profile,
        read=read,
        asked=asked,
        answered=done,
        checks=checked.made,
        findings=tuple(sorted(checked.findings, key=_weight)),
        missing={
            finding: _missing(answers, plan, finding) for finding in checked.findings if is_missing(finding)
        },
    )


def _in_the_way(finding: Finding, questions: Container[str]) -> bool:
    return finding.code.startswith("V") and finding.question in questions


def is_missing(finding: Finding) -> bool:
    """Whether it says that an answer, or a part of one, is not there yet."""
    return finding.code in _MISSING


def help_of(finding: Finding, catalog: Catalog) -> str:
    """What to do about a finding: its own words, else those of the rule's row."""
    rule = catalog.rules.get(finding.code)
    return finding.hint or (rule.demands[0].help if rule else "")


def _missing(answers: Answers, plan: Plan, finding: Finding) -> Missing:
    question = answers.catalog.questions.get(finding.question)
    due = due_date(plan, question) if question and finding.severity is Severity.INFO else None
    return Missing(answerer(answers, finding.question), due.day if due else None)


def _weight(finding: Finding) -> tuple[int, tuple[str, str, int, int]]:
    """The most severe first, then as they stand in the file."""
    return (finding.severity.rank, finding.place.order if finding.place else ("", "", 0, 0))
