"""Which of many like cases are tried in every run, and which only in a long one (`make test-long`).

A case is left to the long run when another test, or another case of the same, keeps the same promise at less
cost: the same edits saved by one more program, the same property in more documents.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, TypeVar

import pytest

MORE = int(os.environ.get("PLANGEN_EXAMPLES", "1"))
"""How many times as many random examples as usual are tried."""

_T = TypeVar("_T")

LONG = bool(os.environ.get("PLANGEN_LONG") or os.environ.get("PLANGEN_FUZZ_MERGES"))


def examples(number: int) -> int:
    """How many random examples a property is tried with: `number` in a long run, a fifth of them in each."""
    return MORE * (number if LONG else max(number // 5, 2))


def sampled(cases: Iterable[Any], every: int) -> list[Any]:
    """Cases for `pytest.mark.parametrize`: the first of each `every`; the others in a long run."""
    return [
        _param(case) if not number % every else _param(case, pytest.mark.long)
        for number, case in enumerate(cases)
    ]


def some(cases: Iterable[_T], every: int) -> list[_T]:
    """The same for a test that tries many cases at once: the cases of this run."""
    return [case for number, case in enumerate(cases) if LONG or not number % every]


def _param(case: Any, *marks: pytest.MarkDecorator) -> Any:
    if hasattr(case, "marks"):  # one that has an id already
        return pytest.param(*case.values, marks=(*case.marks, *marks), id=case.id)
    return pytest.param(*case, marks=marks) if isinstance(case, tuple) else pytest.param(case, marks=marks)
