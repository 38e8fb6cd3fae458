"""The language of all templates: Jinja in a sandbox that cannot run away.

Anyone may have written a template. It can print values, compare and repeat; it cannot reach Python, and what
it uses up is counted: every turn of a loop, every call, every letter it prints or puts together. Word and
page templates share this; what a tag prints, and how mistakes are named, is theirs.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from types import GeneratorType
from typing import Any, Final, NoReturn

from jinja2 import Template, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import make_attrgetter
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from plangen.documents.asked import Asked, generated
from plangen.documents.metering import metered

FILTERS: Final = (
    "abs", "batch", "capitalize", "count", "default", "dictsort", "first", "groupby", "int", "join", "last",
    "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "round",
    "select", "selectattr", "slice", "sort", "string", "sum", "trim", "truncate", "unique", "upper",
)  # fmt: skip
# What plain values can do in a template; whatever could grow without end is not among it.
METHODS: Final[dict[type, frozenset[str]]] = {
    str: frozenset(
        {
            *("upper", "lower", "title", "capitalize", "casefold", "swapcase", "strip", "lstrip", "rstrip"),
            *("startswith", "endswith", "removeprefix", "removesuffix", "split", "rsplit", "splitlines"),
            *("partition", "rpartition", "replace", "join", "find", "rfind", "index", "count"),
            *("isdigit", "isalpha", "isalnum", "isupper", "islower", "isspace", "isnumeric", "isdecimal"),
        }
    ),
    int: frozenset(),
    float: frozenset({"is_integer"}),
    list: frozenset({"index", "count"}),
    tuple: frozenset({"index", "count"}),
    dict: frozenset({"get", "items", "keys", "values"}),
}
LONGEST_RANGE: Final = 1000
MOST_TEXT: Final = 1_000_000
MOST_ITEMS: Final = 20_000
_LARGEST: Final = 1 << 200
_ARITHMETIC: Final = frozenset({"-", "*", "/", "//", "%"})
_SIZED: Final = frozenset({"batch", "slice", "round"})  # filters that make as much as they are told


class ForbiddenError(SecurityError):
    """A template does what it may not; the message is Danish."""


class TooMuchError(ForbiddenError):
    """A template asks for more than any document needs."""


@dataclass
class Budget:
    """What one rendering may still use up: steps, and characters of what it writes."""

    steps: int = 300_000
    characters: int = 12_000_000

    def refuse(self) -> NoReturn:
        """Says what there is not enough left of."""
        if self.steps < 0:
            raise TooMuchError("skabelonen gentager sig selv uden ende eller alt for mange gange")
        raise TooMuchError("skabelonen skriver mere, end der kan stå i et dokument")


_asked: ContextVar[Asked] = ContextVar("asked")
_budget: ContextVar[Budget | None] = ContextVar("budget", default=None)


@contextlib.contextmanager
def budgeted(budget: Budget) -> Iterator[None]:
    """Everything that templates do inside is paid from the budget."""
    token = _budget.set(budget)
    try:
        yield
    finally:
        _budget.reset(token)


def spend(steps: int, characters: int = 0) -> None:
    """Pays; raises `TooMuchError` when there is not enough left."""
    budget = _budget.get()
    if budget is None:
        raise TooMuchError("noget i skabelonen kan kun regnes ud, mens dokumentet dannes")
    budget.steps -= steps
    budget.characters -= characters
    if budget.steps < 0 or budget.characters < 0:
        budget.refuse()


def pay_for_printing(value: object) -> None:
    """What a printed value costs: placing it, and its letters."""
    spend(4, str.__len__(value) if isinstance(value, str) else 10)


def measured(value: Any) -> Any:
    """The value, paid for; refused when it is larger than anything a document holds."""
    if isinstance(value, str):
        length = str.__len__(value)
        if length > MOST_TEXT:
            raise TooMuchError(f"teksten bliver over {MOST_TEXT} tegn lang")
        spend(1 + length // 2000)
    elif isinstance(value, int):
        if abs(value) > _LARGEST:
            raise TooMuchError("tallet bliver for stort")
    elif type(value) in (list, tuple, dict):
        spend(1 + _items(value, MOST_ITEMS) // 10)
    elif isinstance(value, range | tuple | set | frozenset):
        spend(1 + len(value) // 10)
    return value


def _items(value: Any, most: int) -> int:
    """How many values there are in a list and the lists in it; shared ones count each time."""
    count, waiting = 0, [value]
    while waiting:
        inner = waiting.pop()
        inner = inner.values() if type(inner) is dict else inner
        count += 1 + len(inner)
        if count > most:
            raise TooMuchError(f"listen bliver på over {most} værdier")
        waiting.extend(item for item in inner if type(item) in (list, tuple, dict))
    return count


def scalar(value: Any) -> Any:
    """A value that can be a part of a text. Lists cannot: their text would be Python's."""
    if type(value) in (list, tuple, dict):
        raise ForbiddenError("en liste kan ikke sættes sammen med tekst; brug join")
    return measured(value)


class BoundedSandbox(ImmutableSandboxedEnvironment):
    """Jinja as templates may use it. `filters` are those above and the ones given."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, extra: dict[str, Callable[..., Any]] | None = None, **options: Any) -> None:
        # Without the optimizer, which would compute while compiling, when nothing is counted.
        super().__init__(autoescape=True, optimized=False, **options)
        known: dict[str, Any] = dict(self.filters)
        allowed = {name: known[name] for name in FILTERS} | (extra or {})
        self.filters = {name: _paid(name, function) for name, function in allowed.items()}
        self.tests = {name: _paid(name, function) for name, function in dict[str, Any](self.tests).items()}
        self.globals = {"range": _short_range}
        self._safe: dict[tuple[type, str], bool] = {}
        self.meter, self.measured, self.scalar = spend, measured, scalar

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return metered(super()._parse(source, name, filename), self)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: ARG002 - Jinja's signature
    ) -> str:
        code, asked = generated(source, self, name, filename)
        self.learnt(name, asked)
        return code

    def learnt(self, name: str | None, asked: Asked) -> None:  # noqa: ARG002 - for those that know names
        """Called when a template has been compiled, with what it asks for."""
        _asked.set(asked)

    def compiled(self, tree: nodes.Template) -> tuple[Template, Asked]:
        """The template of a tree, which is changed, and what it asks for."""
        template = self.from_string(tree)
        return template, _asked.get()

    def wrap_str_format(self, value: Any) -> None:
        """`"…".format` could make texts of any length; it is refused like what is not in METHODS."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The same as Jinja says, sooner where it is known that the attribute may be read."""
        known = self._safe.get((type(obj), attribute), False)
        value = getattr(obj, attribute, missing) if known else missing
        return super().getattr(obj, attribute) if value is missing else value

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        # Decided by the kind of value and the name alone, and asked for each time something is read.
        asked = (type(obj), attr)
        if asked not in self._safe:
            self._safe[asked] = self._is_safe(obj, attr, value)
        return self._safe[asked]

    def _is_safe(self, obj: Any, attr: str, value: Any) -> bool:
        for kind, names in METHODS.items():
            if isinstance(obj, kind) and hasattr(kind, attr) and attr not in names:
                return False
        return bool(super().is_safe_attribute(obj, attr, value))

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, str):
            args = tuple(map(_listed, args))
            for value in (owner, *args):
                measured(value)
            _refuse_growth(obj.__name__, owner, args)
        else:
            spend(1)
        return measured(super().call(context, obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or (operator in _ARITHMETIC and not numbers):
            raise ForbiddenError(
                f"»{operator}« må ikke bruges her" + ("" if operator == "**" else "; kun mellem tal")
            )
        return measured(super().call_binop(context, operator, measured(left), measured(right)))


def _short_range(*bounds: int) -> range:
    numbers = range(*bounds)
    try:
        length = len(numbers)
    except OverflowError:
        length = LONGEST_RANGE + 1
    if length > LONGEST_RANGE:
        raise TooMuchError(f"range må højst give {LONGEST_RANGE} tal")
    return numbers


def _paid(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter or test whose work, numbers and result are bounded."""
    first = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def paid(*args: Any, **kwargs: Any) -> Any:
        head, value, rest = args[:first], args[first], args[first + 1 :]
        for number in (*rest, *kwargs.values()):
            if name in _SIZED and isinstance(number, int) and abs(number) > LONGEST_RANGE:
                raise TooMuchError(f"»{name}« må højst bruges med tallet {LONGEST_RANGE}")
            measured(number)
        value = measured(_listed(value))
        if name == "join":
            return measured(function(*head, *_joinable(head, value, *rest, **kwargs)))
        if name == "string":
            scalar(value)
        if name == "sum" and not isinstance(
            kwargs.get("start", rest[1] if len(rest) > 1 else 0), int | float
        ):
            raise ForbiddenError("»sum« kan kun lægge tal sammen")
        if name == "replace":
            _refuse_growth(name, str(value), rest)
        result = function(*head, value, *rest, **kwargs)
        return _counted(result) if isinstance(result, GeneratorType) else measured(result)

    return paid


def _listed(value: Any) -> Any:
    """What is made one by one, as a list that can be measured."""
    return list(value) if isinstance(value, GeneratorType) else value


def _joinable(head: tuple[Any, ...], value: Any, d: Any = "", attribute: Any = None) -> tuple[Any, Any]:
    """What `join` is to join: texts that together are not too long."""
    items = list(value)
    if attribute is not None:
        items = list(map(make_attrgetter(head[0].environment, attribute), items))
    total = 0
    for item in items:
        total += (str.__len__(item) if isinstance(scalar(item), str) else 30) + len(str(d))
        if total > MOST_TEXT:
            raise TooMuchError(f"teksten bliver over {MOST_TEXT} tegn lang")
    return items, d


def _refuse_growth(name: str, text: str, args: tuple[Any, ...]) -> None:
    """What `replace` and `join` of a text would come to, before they are run."""
    if name == "replace" and len(args) > 1 and isinstance(args[0], str) and isinstance(args[1], str):
        times = text.count(args[0]) if args[0] else len(text) + 1
        if len(text) + times * len(args[1]) > MOST_TEXT:
            raise TooMuchError(f"teksten bliver over {MOST_TEXT} tegn lang")
    if name == "join" and args and isinstance(args[0], str):
        _refuse_growth("replace", args[0], ("", text))
    elif name == "join" and args and isinstance(args[0], list | tuple):
        _joinable((), args[0], text)


def _counted(values: Iterator[Any]) -> Iterator[Any]:
    for value in values:
        spend(1)
        yield measured(value)
