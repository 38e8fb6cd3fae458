"""What must hold for any input at all."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plangen.answers.conditions import condition, holds
from plangen.answers.model import Multi, NoneAnswer, Row, Value
from plangen.answers.project import Project
from plangen.catalog import builtin_catalog
from plangen.checks.judging import judge
from plangen.forms.project import SourceFile, load_project
from plangen.forms.yaml.read.tree import read_tree
from plangen.plan import compute_plan
from tests.answers.valid import answer_files
from tests.support.any_text import any_text
from tests.support.samples import examples

INPUTS = Path(__file__).parents[2] / "inputs"
QUICK = settings(max_examples=examples(150), suppress_health_check=list(HealthCheck))
SLOW = settings(QUICK, max_examples=examples(12))

SAMPLE = """\
pakke:
  version: "0.9"
  dato: 2026-12-11
svar:
  projekt_titel: En titel
  projektstart: 2026-12-07
  problem: >-
    Samtaler bruges i dag
    til vejledning.
  formaal_typer: [kvalitet, politik]
  afdelinger:
    - afdeling_id: nord
      navn: Nord
      medarbejdere: 24
  roller:
    projektejer: {rolle: Chef, enhed: "Job, og mere"}
  arbejdsgruppe_opgaver:
    valg:
      - afproeve
    egne:
      - Mere
  potentialer:
    - &p
      perspektiv: fagligt
      deadline: -4
    - *p
  integrationer: ingen
  evaluering_rytme: {valg: egen, egne_uger: [2, 4]}
tekster:
  ST-01: Om {projekt_titel}
"""

_YAML = st.text(st.sampled_from("ab :-\n\t#{}[],&*!|>'\"%@`\\?~<0129.æ\u2028\ue000\x07\ufeff")) | any_text()


def _load(data: bytes, own: bytes = b"") -> Project:
    files = [SourceFile("p/nord.yaml", "nord", own)] if own else []
    return load_project("p", SourceFile("p.yaml", "p", data), files, builtin_catalog())


def _is_sound(project: Project) -> None:
    """Findings are complete Danish sentences, and the rest of the program has something to work with."""
    for finding in project.findings:
        assert finding.code in {"V02", "V03", "V04", "V05", "V06", "V08", "R92", "R94"}
        assert finding.message.endswith((".", "?")) and finding.place is not None
        assert finding.place.line >= 1 and finding.place.column >= 1
        assert "\n" not in str(finding.message)
    for answers in (project.base, *project.departments.values()):
        judge(answers, compute_plan(answers), project.findings)


@QUICK
@given(st.binary(max_size=200))
def test_any_bytes_are_read(data: bytes) -> None:
    _is_sound(_load(data, data))


@QUICK
@given(_YAML)
def test_any_text_is_read(text: str) -> None:
    tree = read_tree(text.encode("utf-8", "surrogatepass"), "f.yaml")
    assert tree.root is not None or tree.findings
    data = f"svar:\n  mus: {text}\n".encode("utf-8", "surrogatepass")
    _is_sound(_load(data, data))


@QUICK
@given(st.data())
def test_any_change_of_a_file_is_read(data: st.DataObject) -> None:
    _is_sound(_load(_changed(SAMPLE, data), SAMPLE.encode()))


@SLOW
@given(st.data())
def test_any_change_of_an_example_is_read(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["jobcenter", "sagsoverblik"]))
    _is_sound(_load(_changed((INPUTS / f"{name}.yaml").read_text("utf-8"), data)))


def _changed(text: str, data: st.DataObject) -> bytes:
    """The text with a few random cuts, copies and insertions."""
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 40)))
        inserted = data.draw(
            st.sampled_from(["", text[start:end] * 2, "\n", "  ", "\t", ": ", "- ", "[", "*p"]) | _YAML
        )
        text = text[:start] + inserted + text[end:]
    return text.encode("utf-8", "surrogatepass")


@settings(QUICK, max_examples=examples(40))
@given(answer_files(builtin_catalog()))
def test_valid_answers_give_no_errors(content: dict) -> None:
    """JSON is YAML; so quoting is never in doubt here."""
    project = _load(json.dumps(content, ensure_ascii=False).encode())
    assert [str(f) for f in project.findings] == []
    assert set(content.get("svar") or {}) <= {*project.base.values}


_NAMES = st.sampled_from(["a", "b", "rows", "pakke", "problem", "pilot", "maal", "formaal_typer"])
_LITERALS = st.sampled_from(["'x'", "3", "None", "('x', 'y')", "('x',)", "-1", "True"])
_TERMS = _NAMES | _LITERALS | _NAMES.map("{}.felt".format) | _NAMES.map("{}.a.b".format)
_TESTS = st.tuples(_TERMS, st.sampled_from(["==", "!=", "in", "not in", "<", ">="]), _TERMS).map(" ".join)
_EXPRESSIONS = st.recursive(
    _TESTS | _TERMS,
    lambda inner: (
        st.builds("({} and {})".format, inner, inner)
        | st.builds("({} or not {})".format, inner, inner)
        | st.builds("any({} for a in {} if {})".format, inner, _NAMES, inner)
    ),
    max_leaves=8,
)
_RAW = st.none() | any_text(max_size=3) | st.integers() | st.dates() | st.floats() | st.just(Multi(("x",)))
_VALUES = (
    _RAW
    | st.builds(Value, _RAW)
    | st.builds(lambda raw: Row({"felt": Value(raw), "valg": Value(raw)}), _RAW)
    | st.builds(lambda raw: (Row({"felt": Value(raw)}, key="a"), raw), _RAW)
    | st.just(NoneAnswer())
    | st.just({"felt": 3})
)


@QUICK
@given(_EXPRESSIONS, st.dictionaries(_NAMES, _VALUES))
def test_no_exception_comes_out_of_a_valid_expression(expression: str, scope: dict) -> None:
    assert holds(expression, scope) in (True, False)
    assert condition(_load(SAMPLE.encode()).base, expression) in (True, False)
