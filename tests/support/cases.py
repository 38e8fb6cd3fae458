"""Many small cases tried in one test.

Of a test that takes a millisecond most is pytest's own: each process collects it, and one sets it up and
reports it, at several times the cost of what it tries. So cases that are tried in a moment, and need no
fixture of their own, are one test; as with `parametrize` all are tried, and each that fails is named.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from tests.support.samples import LONG

Test = Callable[..., None]


def each(
    names: str | tuple[str, ...], cases: Iterable[Any], ids: Callable[[Any], object] | Iterable[str] = repr
) -> Callable[[Test], Test]:
    """Used as `pytest.mark.parametrize`, for one test that tries all cases and fails with all that fail."""
    arguments = names if isinstance(names, tuple) else tuple(names.replace(" ", "").split(","))
    tried = [case for case in _as_params(cases, len(arguments), ids) if LONG or not _is_long(case)]
    assert tried, "there is no case"

    def decorated(test: Test) -> Test:
        @functools.wraps(test)
        def with_each(**fixtures: Any) -> None:
            failures = []
            for case in tried:
                try:
                    test(**dict(zip(arguments, case.values, strict=True)), **fixtures)
                except (Exception, pytest.fail.Exception) as failure:
                    failure.add_note(f"case: {case.id or ', '.join(str(name(one)) for one in case.values)}")
                    failures.append(failure)
            if failures:
                raise BaseExceptionGroup(f"{len(failures)} of {len(tried)} cases fail", failures)

        name = ids if callable(ids) else repr
        signature = inspect.signature(test)
        fixtures = [one for name, one in signature.parameters.items() if name not in arguments]
        with_each.__signature__ = signature.replace(parameters=fixtures)  # type: ignore[attr-defined]
        return with_each

    return decorated


def _as_params(
    cases: Iterable[Any], count: int, ids: Callable[[Any], object] | Iterable[str]
) -> Iterator[ParameterSet]:
    cases = list(cases)
    given = [None] * len(cases) if callable(ids) else list(ids)
    for case, id in zip(cases, given, strict=True):
        if isinstance(case, ParameterSet):
            yield case
        else:
            yield pytest.param(*((case,) if count == 1 else case), id=id)


def _is_long(case: ParameterSet) -> bool:
    return any(mark.name == "long" for mark in case.marks)
