"""Numbers of a workbook as a person sees them: 0.95 under `0%` is 95%."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne
from typing import TYPE_CHECKING

from jiheng.reading.containers.workbooks.date_format import DATE_LETTERS, shown_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from jiheng.reading.containers.workbooks.date_format import Token

_SHOWN_DIGITS = ".15g"
"""As many digits of a number as a spreadsheet keeps; further ones are dust of binary fractions."""

_ROOM = 11
"""Characters, the point among them, that a cell without a format shows of a number."""

_CENTS = 2
_MAX_CODE, _MAX_DECIMALS, _GROUP = 255, 30, 3
_LARGEST = 1e30
_PERCENT = ("sign", "%")
_WIDE = Context(prec=700, rounding=ROUND_HALF_UP)
"""Digits enough for the longest format under the largest number."""

BUILTIN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((32, 55), 'h"时"mm"分"'),
    **dict.fromkeys((33, 56), 'h"时"mm"分"ss"秒"'),
    34: 'AM/PMh"时"mm"分"',
    35: 'AM/PMh"时"mm"分"ss"秒"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0",
    42: "#,##0;-#,##0",
    43: "#,##0.00;-#,##0.00",
    44: "#,##0.00;-#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
}
"""Formats that a file names by number only, as they look in a Chinese installation."""

_TOKEN = re.compile(
    r'(?P<literal>"[^"]*"?|[\\!].?)|(?P<blank>[_*].?)|(?P<elapsed>\[(?:h+|m+|s+)\])'
    r"|\[(?P<condition>[<>=]{1,2}-?[0-9.]+)\]|\[(?P<bracket>[^\]]*)\]?"
    rf"|(?P<general>General|G/通用格式)|(?P<exponent>E[+-])|(?P<date>{DATE_LETTERS})"
    r"|(?P<digit>[0#?])|(?P<sign>[.,%@;/])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_NOT_NOUGHT = re.compile("[1-9]")
_FIRST_DIGIT = re.compile(r"\.?\d")
_USUAL = re.compile(r"x*((?:0|#,##0)(\.0{1,30})?)[x%]*")
_CONDITION = re.compile(r"([<>=]{1,2})(-?[0-9]{1,15}(?:\.[0-9]{1,15})?)")
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "=": eq,
    "<>": ne,
}


def plain(value: float) -> str:
    """Return a number without a format as a cell shows it: 54.1400000000054 is 54.14.

    A whole number is given in full digits; one with decimals in as many as a cell has room for,
    and never without the cents of money.
    """
    text = format(value, _SHOWN_DIGITS)
    if len(text) > _ROOM and "e" not in text and "." in text:
        text = _fitted(Decimal(text))
    return f"{Decimal(text):f}" if "e" in text else text


def _fitted(exact: Decimal) -> str:
    """Return a number with as many decimals as fit beside its whole digits."""
    decimals = max(_ROOM - 1 - max(exact.adjusted() + 1, 1), _CENTS)
    text = f"{exact.quantize(Decimal(1).scaleb(-decimals), context=_WIDE):f}"
    return text.rstrip("0").removesuffix(".")


@lru_cache(maxsize=4096)
def shown(value: float, code: str, *, since_1904: bool = False) -> str:
    """Return what a cell shows of a number; a format that is not understood changes nothing."""
    sections = _sections(code)
    if sections is None or not abs(value) < _LARGEST:
        return plain(value)
    exact = Decimal(format(value, _SHOWN_DIGITS))
    section, bare = _chosen(sections, exact)
    if section.date:
        text = shown_date(value, section.tokens, since_1904=since_1904)
    else:
        text = _number(abs(exact) if bare else exact, section)
        if text and exact < 0 and bare and _said_in(section) == _said_in(sections[0]):
            text = _signed(text)
    if text is None or (value and not text.strip()):
        return plain(value)
    return text


@lru_cache(maxsize=1024)
def around_text(code: str) -> tuple[str, str]:
    """Return what a format shows before and behind a text: ≥ and % by "≥"@"%".

    Its last part is for texts where @ stands in it.
    """
    tokens: list[Token] = []
    for match in _TOKEN.finditer(code if "@" in code and len(code) <= _MAX_CODE else ""):
        kind, said = match.lastgroup or "", match.group()
        if (kind, said) == ("sign", ";"):
            tokens.clear()
        elif kind == "literal":
            tokens.append((kind, said[1:].removesuffix('"') if said[0] == '"' else said[1:]))
        elif kind in {"sign", "other"}:
            tokens.append((kind, said))
    at = [number for number, token in enumerate(tokens) if token == ("sign", "@")]
    if len(at) != 1:
        return "", ""
    before, behind = tokens[: at[0]], tokens[at[0] + 1 :]
    return "".join(said for _, said in before), "".join(said for _, said in behind)


def _said_in(section: _Section) -> list[str]:
    """Return what a part shows; a colour and room for a bracket are nothing."""
    return [said for kind, said in section.tokens if said and kind != "blank"]


def _signed(text: str) -> str:
    """Return a number below nought that is shown in red alone with the sign of that colour."""
    return _FIRST_DIGIT.sub(r"-\g<0>", text, count=1) if _NOT_NOUGHT.search(text) else text


@dataclass(frozen=True, slots=True)
class _Section:
    """One part of a format: for numbers above nought, below, or nought itself."""

    tokens: tuple[Token, ...]
    date: bool
    condition: tuple[str, Decimal] | None
    usual: tuple[str, str, str] | None
    """Before, format and after of a number whose digits stand together, by far the most."""


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...] | None:
    """Return the parts of a format; None for one that shows numbers as they are."""
    if len(code) > _MAX_CODE or code.lower() in {"", "general", "@"}:
        return None
    parts: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code):
        kind, said = match.lastgroup or "", match.group()
        if (kind, said) == ("sign", ";"):
            parts.append([])
        elif kind == "literal":
            said = said[1:].removesuffix('"') if said[0] == '"' else said[1:]
            parts[-1].append((kind, said))
        elif kind == "bracket":
            parts[-1].append(("literal", _currency(match["bracket"])))
        else:
            parts[-1].append((kind, match["condition"] if kind == "condition" else said))
    sections = tuple(_section(part) for part in parts[:3])
    understood = all(not any(kind == "exponent" for kind, _ in s.tokens) for s in sections)
    return sections if understood and not any(_fraction(s) for s in sections) else None


def _section(tokens: list[Token]) -> _Section:
    said = next((word for kind, word in tokens if kind == "condition"), "")
    match = _CONDITION.fullmatch(said)
    condition = (match[1], Decimal(match[2])) if match and match[1] in _COMPARE else None
    date = any(kind in {"date", "elapsed"} for kind, _ in tokens)
    rest = tuple(token for token in tokens if token[0] != "condition")
    return _Section(rest, date, condition, None if date else _usual(rest))


def _usual(tokens: tuple[Token, ...]) -> tuple[str, str, str] | None:
    """Return before, format and after where the format is 0, 0.00, #,##0 or #,##0.00."""
    signs = "".join(_signs(token) for token in tokens)
    match = _USUAL.fullmatch(signs)
    if match is None:
        return None
    before, after = tokens[: match.start(1)], tokens[match.end(1) :]
    nought = Decimal(0)
    return (
        "".join(_around(token, nought) for token in before),
        f"{',' if ',' in match[1] else ''}.{len(match[2] or '.') - 1}f",
        "".join(_around(token, nought) for token in after),
    )


def _signs(token: Token) -> str:
    """Return one sign for each token, so that places in the text are places among tokens."""
    kind, said = token
    return said if kind in {"digit", "sign"} else "x" if kind != "general" else "g"


def _currency(said: str) -> str:
    """Return the sign of money in `[$¥-804]`; a colour or a language shows nothing."""
    return said[1:].partition("-")[0] if said.startswith("$") else ""


def _fraction(section: _Section) -> bool:
    digits = any(kind == "digit" for kind, _ in section.tokens)
    return digits and not section.date and ("sign", "/") in section.tokens


def _chosen(sections: tuple[_Section, ...], value: Decimal) -> tuple[_Section, bool]:
    """Return the part for a number, and whether that part shows the sign itself."""
    if any(section.condition for section in sections):
        for section in sections:
            test = section.condition
            if test is None or _COMPARE[test[0]](value, test[1]):
                return section, False
        return sections[-1], False
    if value < 0 and len(sections) > 1:
        return sections[1], True
    zero = 2
    if value == 0 and len(sections) > zero:
        return sections[zero], True
    return sections[0], False


def _number(value: Decimal, section: _Section) -> str | None:
    tokens = section.tokens
    if section.usual:
        return _usual_number(value, section)
    if ("sign", "@") in tokens:
        return None
    places = [at for at, (kind, _) in enumerate(tokens) if kind == "digit"]
    if not places:
        return "".join(_around(token, value) for token in tokens)
    point = next((at for at, token in enumerate(tokens) if token == ("sign", ".")), len(tokens))
    whole = [at for at in places if at < point]
    decimals = [at for at in places if at > point]
    if len(decimals) > _MAX_DECIMALS:
        return None
    end = whole[-1] if whole else -1
    commas = [at for at, token in enumerate(tokens) if token == ("sign", ",")]
    thousands = sum(1 for at in commas if at > end)
    grouped = any(at < end for at in commas)
    hundreds = tokens.count(_PERCENT)
    value = value.scaleb(2 * hundreds - 3 * thousands)
    rounded = abs(value).quantize(Decimal(1).scaleb(-len(decimals)), context=_WIDE)
    before, _, after = f"{rounded:f}".partition(".")
    digits = _whole_digits(before, [tokens[at][1] for at in whole], grouped=grouped)
    digits += _decimal_digits(after, [tokens[at][1] for at in decimals])
    filled = dict(zip(whole + decimals, digits, strict=True))
    if not whole and before != "0":
        filled[point] = f"{before}."
    text = "".join(filled.get(at, _around(token, value)) for at, token in enumerate(tokens))
    return f"-{text}" if value < 0 and rounded else text


def _usual_number(value: Decimal, section: _Section) -> str:
    before, form, after = section.usual or ("", "f", "")
    if "%" in after:
        value = value.scaleb(2 * section.tokens.count(_PERCENT))
    decimals = int(form[form.index(".") + 1 : -1])
    rounded = abs(value).quantize(Decimal(1).scaleb(-decimals), context=_WIDE)
    sign = "-" if value < 0 and rounded else ""
    return f"{sign}{before}{rounded:{form}}{after}"


def _around(token: Token, value: Decimal) -> str:
    """Return what stands between the digits."""
    kind, said = token
    if kind == "general":
        return f"{value:f}"
    if kind in {"literal", "other"} or said in {"%", ".", "/"}:
        return said
    return ""


def _whole_digits(number: str, places: list[str], *, grouped: bool) -> list[str]:
    """Share the digits before the point out among their places; the first takes what is over."""
    number = number.lstrip("0")
    needed = next((len(places) - at for at, sign in enumerate(places) if sign == "0"), 0)
    number = number.rjust(needed, "0")
    digits: list[str] = [""] * len(places)
    for left, digit in enumerate(reversed(number) if places else ()):
        comma = "," if grouped and left and left % _GROUP == 0 else ""
        at = max(len(places) - 1 - left, 0)
        digits[at] = digit + comma + digits[at]
    return digits


def _decimal_digits(number: str, places: list[str]) -> list[str]:
    """Share the digits behind the point out; noughts at the end go where the format says `#`."""
    digits = list(number)
    for at in range(len(places) - 1, -1, -1):
        if digits[at] != "0" or places[at] == "0":
            break
        digits[at] = ""
    return digits
