"""Conditions of questions as nested lists, for the script that hides what is not asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jiheng_evidence.surveys.expressions import Call, Constant, Name, Operation, parse

if TYPE_CHECKING:
    from jiheng_evidence.surveys.expressions import Expression


def as_json(expression: str) -> str:
    """Return an expression as JSON: the tree that the server itself evaluates."""
    return json.dumps(_lists(parse(expression)), ensure_ascii=False)


def _lists(tree: Expression) -> list[object]:
    match tree:
        case Constant(str() as text):
            return ["text", text]
        case Constant(number):
            return ["number", float(number)]
        case Name(name):
            return ["name", name]
        case Call(function, arguments):
            return ["call", function, *map(_lists, arguments)]
        case Operation(operator, left, right):
            return ["sign", operator, _lists(left), _lists(right)]
