"""What an expression of a form says about answers: true, false, or unknown where one is missing."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from jiheng_evidence.surveys.expressions import Call, Constant, Expression, Name, Operation, parse

Value = str | tuple[str, ...] | Decimal | date | dict[str, str]
"""An answer: the name of an option, several of them, a number, a day, or row → option."""

Values = Mapping[str, Value]
Result = Value | bool | None
Evaluator = Callable[[Values, Value | None], Result]
"""Takes all answers of one respondent, and the answer of the question at hand."""

_COMPARED: Mapping[str, Callable[..., bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Condition:
    """An expression made ready to be asked of many answers."""

    def __init__(self, expression: str) -> None:
        self._evaluate = compiled(parse(expression))

    def holds(self, values: Values, own: Value | None = None) -> bool | None:
        """Return whether it holds; None when an answer that decides it is missing."""
        result = self._evaluate(values, own)
        return result if isinstance(result, bool) else None


def compiled(tree: Expression) -> Evaluator:
    """Return a function that gives the value of a tree."""
    match tree:
        case Constant(value):
            return lambda _values, _own: value
        case Name("."):
            return lambda _values, own: own
        case Name(name):
            return lambda values, _own: values.get(name)
        case Call(function, arguments):
            return _called(function, [compiled(each) for each in arguments])
        case _:
            return _operation(tree)


def _operation(tree: Operation) -> Evaluator:
    if tree.operator in _COMPARED:
        return _comparison(tree.operator, tree)
    left, right = compiled(tree.left), compiled(tree.right)
    if tree.operator in {"and", "or"}:
        return _joined(left, right, decisive=tree.operator == "or")
    return _arithmetic(tree.operator, left, right)


def _joined(left: Evaluator, right: Evaluator, *, decisive: bool) -> Evaluator:
    """Return `and` or `or`: one side may decide though the other is unknown."""

    def evaluate(values: Values, own: Value | None) -> Result:
        first = left(values, own)
        if first is decisive:
            return decisive
        second = right(values, own)
        if second is decisive:
            return decisive
        return not decisive if first is second is (not decisive) else None

    return evaluate


def _comparison(sign: str, tree: Operation) -> Evaluator:
    left, right = compiled(tree.left), compiled(tree.right)
    if sign in {"=", "!="} and Constant("") in {tree.left, tree.right}:
        side = left if tree.right == Constant("") else right
        return lambda values, own: (side(values, own) in _EMPTY) is (sign == "=")
    compare = _COMPARED[sign]

    def evaluate(values: Values, own: Value | None) -> Result:
        first, second = _alike(left(values, own), right(values, own))
        return None if first is None or second is None else compare(first, second)

    return evaluate


_EMPTY: tuple[Result, ...] = (None, "", (), {})


def _alike(first: Result, second: Result) -> tuple[Result, Result]:
    """Bring two sides to one kind; nothing when they cannot be compared."""
    if type(first) is type(second) and isinstance(first, Decimal | str | date):
        return first, second
    if isinstance(first, Decimal) or isinstance(second, Decimal):
        return _number(first), _number(second)
    if isinstance(first, date) or isinstance(second, date):
        return _day(first), _day(second)
    if isinstance(first, tuple):
        return " ".join(first), second if isinstance(second, str) else None
    return None, None


def _number(value: Result) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    try:
        number = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def _day(value: Result) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _arithmetic(sign: str, left: Evaluator, right: Evaluator) -> Evaluator:
    work = _WORK[sign]

    def evaluate(values: Values, own: Value | None) -> Result:
        first, second = _number(left(values, own)), _number(right(values, own))
        if first is None or second is None:
            return None
        try:
            return work(first, second)
        except ArithmeticError:  # a division by nought says nothing
            return None

    return evaluate


_WORK: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": operator.truediv,
    "mod": operator.mod,
}


def _called(function: str, arguments: list[Evaluator]) -> Evaluator:
    first, last = arguments[0], arguments[-1]
    if function == "selected":
        return lambda values, own: _selected(first(values, own), last(values, own))
    work = _FUNCTIONS[function]
    return lambda values, own: work(first(values, own))


def _selected(value: Result, option: Result) -> bool:
    return option in value if isinstance(value, tuple) else value is not None and value == option


def _not(value: Result) -> Result:
    return not value if isinstance(value, bool) else None


def _negative(value: Result) -> Result:
    number = _number(value)
    return None if number is None else -number


def _length(value: Result) -> Result:
    return Decimal(len(value)) if isinstance(value, str) else Decimal(0)


def _count(value: Result) -> Result:
    return Decimal(len(value) if isinstance(value, tuple) else int(value is not None))


_FUNCTIONS: Mapping[str, Callable[[Result], Result]] = {
    "not": _not,
    "-": _negative,
    "number": _number,
    "string-length": _length,
    "count-selected": _count,
}
