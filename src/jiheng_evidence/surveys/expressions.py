"""The expressions of forms (`${q} = 'x' and . > 0`): read into a tree, within limits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGEST = 2_000
MOST_PARTS = 200
DEEPEST = 50
FUNCTIONS = {"not": 1, "selected": 2, "count-selected": 1, "string-length": 1, "number": 1}
"""What may be called, with how many arguments."""

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>\d+(?:\.\d+)?)
    | (?P<text>'[^'\\]*'|"[^"\\]*")
    | \$\{\s*(?P<name>[^\W\d_][\w-]*)\s*\}
    | (?P<word>[A-Za-z][A-Za-z-]*)
    | (?P<sign><=|>=|!=|[=<>+*(),.-])
    )""",
    re.VERBOSE,
)
_LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset({"=", "!=", "<", "<=", ">", ">="}),
    frozenset({"+", "-"}),
    frozenset({"*", "div", "mod"}),
)
"""Operators, those that bind least first."""

TOO_LONG = Bilingual("表达式过长", "the expression is too long")


class Malformed(ValueError):
    """An expression that cannot be understood."""

    def __init__(self, reason: Bilingual) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Constant:
    """A number or a text."""

    value: Decimal | str


@dataclass(frozen=True, slots=True)
class Name:
    """The answer to a question; `.` is the question that the expression belongs to."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function of `FUNCTIONS`; `-` with one argument is the negative."""

    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """Two sides and what stands between them."""

    operator: str
    left: Expression
    right: Expression


Expression = Constant | Name | Call | Operation


def parse(text: str) -> Expression:
    """Return the tree of an expression.

    Raises:
        Malformed: When it is not understood; the reason names where.
    """
    if len(text) > LONGEST:
        raise Malformed(TOO_LONG)
    parser = _Parser(text)
    tree = parser.level(0)
    if parser.kind:
        raise parser.lost()
    return tree


def names_in(tree: Expression) -> frozenset[str]:
    """Return the names of the answers that an expression looks at."""
    return frozenset(_names(tree))


def _names(tree: Expression) -> Iterator[str]:
    match tree:
        case Name(name):
            yield name
        case Call(_, arguments):
            for argument in arguments:
                yield from _names(argument)
        case Operation(_, left, right):
            yield from _names(left)
            yield from _names(right)
        case _:
            return


class _Parser:
    """Takes one token at a time; `kind` is empty at the end."""

    def __init__(self, text: str) -> None:
        self._text = text.rstrip()
        self._at = self._next = 0
        self._depth = self._parts = 0
        self.kind = self.word = ""
        self._advance()

    def _advance(self) -> None:
        self._at = self._next
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise Malformed(TOO_LONG)
        if self._next == len(self._text):
            self.kind = self.word = ""
            return
        match = _TOKEN.match(self._text, self._next)
        if match is None:
            raise self.lost()
        self.kind, self.word = str(match.lastgroup), str(match[str(match.lastgroup)])
        self._next = match.end()

    def lost(self) -> Malformed:
        """Return the complaint about what stands here."""
        there = self._text[self._at : self._at + 20].strip()
        zh = f"表达式在“{there}”处无法理解" if there else "表达式不完整"
        en = f"the expression is not understood at “{there}”" if there else "it breaks off"
        return Malformed(Bilingual(zh, en))

    def level(self, number: int) -> Expression:
        """Read operands joined by the operators of a level."""
        if number == len(_LEVELS):
            return self._operand()
        left = self.level(number + 1)
        while self.kind in {"sign", "word"} and self.word in _LEVELS[number]:
            operator = self.word
            self._advance()
            left = Operation(operator, left, self.level(number + 1))
        return left

    def _operand(self) -> Expression:
        return self._deeper(self._operand_here)

    def _deeper(self, read: Callable[[], Expression]) -> Expression:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Malformed(Bilingual("表达式嵌套过深", "the expression is nested too deeply"))
        tree = read()
        self._depth -= 1
        return tree

    def _operand_here(self) -> Expression:
        kind, word = self.kind, self.word
        if kind == "sign" and word not in {"-", "(", "."}:
            raise self.lost()
        if kind == "word":
            return self._call()
        if not kind:
            raise self.lost()
        self._advance()
        if kind == "number":
            return Constant(Decimal(word))
        if kind == "text":
            return Constant(word[1:-1])
        if word == "-" and kind == "sign":
            return Call("-", (self._operand(),))
        if word == "(" and kind == "sign":
            tree = self.level(0)
            self._take(")")
            return tree
        return Name(word)

    def _call(self) -> Expression:
        function = self.word
        if function not in FUNCTIONS:
            zh, en = f"不支持“{function}”", f"“{function}” is not supported"
            raise Malformed(Bilingual(zh, en))
        self._advance()
        self._take("(")
        arguments = [self.level(0)]
        while self.kind == "sign" and self.word == ",":
            self._advance()
            arguments.append(self.level(0))
        self._take(")")
        if len(arguments) != FUNCTIONS[function]:
            zh, en = f"“{function}”的参数个数不对", f"wrong number of arguments of “{function}”"
            raise Malformed(Bilingual(zh, en))
        return Call(function, tuple(arguments))

    def _take(self, sign: str) -> None:
        if (self.kind, self.word) != ("sign", sign):
            raise self.lost()
        self._advance()
