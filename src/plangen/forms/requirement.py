"""Says in Danish when an answer is needed: »skal besvares, når Løsningstype er »Velfærdsteknologi««."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from plangen.answers.options import options_of
from plangen.answers.wording import short_label
from plangen.catalog import Catalog, Column, Question
from plangen.catalog.syntax import parsed
from plangen.texts.danish import counted

_SOMETIMES = "i nogle projekter"


def question_requirement(catalog: Catalog, question: Question) -> str:
    """»skal besvares«, »bør besvares«, »kan udelades«, with the condition that shows the question."""
    when = condition_text(catalog, question.shown_if, {}) if question.shown_if else ""
    if question.required == "nej":
        words = "udfyldes undervejs" if question.state else "kan udelades"
        words += f"; bruges kun, når {when}" if when else ""
    else:
        words = "bør besvares" if question.required == "boer" else "skal besvares"
        words += f", når {when}" if when else ""
    if question.min_rows > 1:
        words += f"; mindst {counted(question.min_rows, 'række', 'rækker')}"
    return words


def column_requirement(catalog: Catalog, question: Question, column: Column) -> str:
    """»skal udfyldes«, with its condition; empty for an optional field."""
    if column.required == "betinget":
        own = {"valg": options_of(catalog, question)}
        return f"skal udfyldes, når {condition_text(catalog, column.required_if, own)}"
    return "skal udfyldes" if column.required == "ja" else ""


def condition_text(catalog: Catalog, expression: str, own: Mapping[str, Mapping[str, str]]) -> str:
    """An expression of the catalog in words. `own`: fields of the record itself, with their options."""
    tree = parsed(expression)
    return _words(catalog, tree, own) or _SOMETIMES


def _words(catalog: Catalog, node: ast.expr, own: Mapping[str, Mapping[str, str]]) -> str:
    """The words of one node; empty for a form that has none."""
    match node:
        case ast.BoolOp(op=operator, values=values):
            parts = [_words(catalog, value, own) for value in values]
            return (
                _joined(parts, " og " if isinstance(operator, ast.And) else " eller ") if all(parts) else ""
            )
        case ast.Compare(left=ast.Name(id=name), ops=[operator], comparators=[ast.List(elts=[])]):
            label, _ = _subject(catalog, name, own)
            return f"{label} har rækker" if isinstance(operator, ast.NotEq) else f"{label} ikke har rækker"
        case ast.Compare(left=ast.Name(id=name), ops=[operator], comparators=[right]):
            verb = "er" if isinstance(operator, ast.Eq | ast.In) else "ikke er"
            label, options = _subject(catalog, name, own)
            return f"{label} {verb} {_alternatives(_codes(right), options)}"
        case ast.Compare(left=left, ops=[ast.In()], comparators=[ast.Name(id=name)]):
            label, options = _subject(catalog, name, own)
            return f"{label} omfatter {_alternatives(_codes(left), options)}"
    return ""


def _joined(parts: list[str], word: str) -> str:
    """The parts with a word between them; »»Mål« omfatter …« is said once when all begin with it."""
    subject, verb, _ = parts[0].partition(" omfatter ")
    start = subject + verb
    if verb and all(part.startswith(start) for part in parts):
        return start + word.join(part.removeprefix(start) for part in parts)
    return word.join(parts)


def _subject(
    catalog: Catalog, name: str, own: Mapping[str, Mapping[str, str]]
) -> tuple[str, Mapping[str, str]]:
    """What a name is called, and its options."""
    if name in own:
        return "valget", own[name]
    question = catalog.questions[name]
    return f"»{question.short}«", options_of(catalog, question)


def _codes(node: ast.expr) -> list[str]:
    """The codes in a literal or in a tuple of literals."""
    parts = node.elts if isinstance(node, ast.Tuple | ast.List) else [node]
    return [str(part.value) for part in parts if isinstance(part, ast.Constant)]


def _alternatives(codes: list[str], options: Mapping[str, str]) -> str:
    labels = [f"»{short_label(options.get(code, code))}«" for code in codes]
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} eller {labels[-1]}"
