"""The text of an expression (`vis_hvis`, a rule's condition) as Python's own tree of it."""

from __future__ import annotations

import ast
import threading

_one_at_a_time = threading.Lock()


def parsed(expression: str) -> ast.expr:
    """The tree of an expression. Raises what `ast.parse` raises.

    The parser of Python 3.11 counts the depth of trees for all threads together, and may stop one of two that
    parse side by side with a SystemError; pages are drawn by several.
    """
    with _one_at_a_time:
        return ast.parse(expression, mode="eval").body
