"""A line with several labels and values, parted: 项目名称：某某（预算金额：88万元）."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.model import Traced
from jiheng.reading.grammar.spaced import as_typed
from jiheng.reading.layouts.cells.form_cells import (
    LONGEST_LABEL,
    Pair,
    inline_pair,
    labelled_amounts,
)
from jiheng.reading.layouts.words.roles import label_role, money_role, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

GOALS = frozenset(("goal", "period_goal", "goal_actual"))

RUN_ON = 4
"""Characters of a label that is found right behind a word: shorter ones may be its end."""

_COLON = re.compile("[:：]")
_SIGNS = "，,；;。、|｜/／元（(【[）)】]"
_SENTENCE = "。；;"
_BRACKETS = {"（": "）", "(": ")"}
ENDS = "，,；;。、"
BETWEEN = "，,；;、|｜/／（(【["
"""Signs that set off a value from the label behind it."""
_COUNTED = re.compile(r"[分子]?目标[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]?")
"""A goal among several that are counted in the text of one: 目标2."""

_UNIT = re.compile(r"单位[:：](?:人民币)?(?:百?万|千|亿)?元")
_ASIDE = seldom(
    "(?:填报日期|填表日期|填报人|填表人|联系电话|联系人|负责人|金额单位|单位|日期|制表人|审核人)[:：]"
)
"""Labels of what is said besides, which begin anew even right behind a word."""

_AMOUNT = seldom(
    r"(?:金额|资金|经费|预算|投资|总额|额度|拨款)[^\d，,；;。]{0,4}\d[\d,，.]*[百千]?[万亿]?元"
)
_UNNAMED = seldom(
    r"(?P<label>[^\d，,；;。:：]{2,20})[:：]?(?P<value>[￥¥]?\d[\d,，.]*[百千]?[万亿]?元)"
)
"""Any words with an amount of money behind them: 一上金额：130万元."""

_DATED = seldom(r"(?P<unit>.*[\u4e00-\u9fff）)])\s*(?P<year>20\d{2}年(?:度)?)")
"""A unit with the year of the form behind it: 某市水利局2026年."""

_UNITS = frozenset(("organization", "department", "self"))

_LABELLED = seldom(r"[^\d\s:：]{2}[:：]\s*[^\s:：/]")


@dataclass(frozen=True, slots=True)
class LineParts:
    """A line as it was parted.

    Attributes:
        parts: Its labels with their values, one after the other; all of it if it is one.
        amounts: Labels and amounts at its end that are set without colons.
        run_on: Labels that stand right behind a word, where it may have been parted wrongly.
    """

    parts: tuple[Traced, ...]
    amounts: tuple[Pair, ...] = ()
    run_on: tuple[str, ...] = ()


def parts_of(text: Traced) -> LineParts:
    """Return the labels with their values in a line.

    A value ends where another known label with its colon begins, behind a blank or a sign; that of
    a goal, which is prose itself, behind a sentence. Brackets around what follows are left out, and
    so are the signs between.
    """
    found = [*_starts(text)]
    starts = [0, *(start for start, _ in found)]
    stops = [*starts[1:], len(text)]
    cuts = [text.cut(start, stop) for start, stop in zip(starts, stops, strict=True)]
    bare = [_bare(cut, amid=at + 1 < len(cuts)) for at, cut in enumerate(cuts)]
    parts = [part for each in bare for part in _undated(each)]
    run_on = tuple(label for _, label in found if label)
    last, amounts = _amounts_behind(parts[-1])
    return LineParts((*parts[:-1], last), tuple(amounts), run_on)


def next_label(text: Traced) -> list[int]:
    """Return where the second label of a line begins; empty in a line of one."""
    return [start for start, _ in _starts(text)][:1]


def amounts_in(text: Traced) -> list[Pair]:
    """Return the amounts of a line of which none has a known label, each with the words before it.

    What stands behind an amount belongs to it, and what stands before all to no label. Empty in a
    line that says no amount of money.
    """
    if _AMOUNT.search(text.text.replace("：", "").replace(":", "")) is None:
        return []
    found = [*_UNNAMED.finditer(text.text)]
    stops = [*(match.start() for match in found[1:]), len(text)]
    pairs = [
        Pair(text.cut(*match.span("label")), text.cut(match.start("value"), stop).rstrip(ENDS))
        for match, stop in zip(found, stops, strict=True)
    ]
    before = text.cut(0, found[0].start()).rstrip(ENDS) if found else text
    return [Pair(before.cut(len(before)), before), *pairs] if before else pairs


def is_of_one(department: Traced | None, lines: Iterable[Sequence[Traced]]) -> bool:
    """Return whether a department stands on the line on which a project is named."""
    if department is None:
        return False
    beside = (line for line in lines if any(department.text in cell.text for cell in line))
    return any(_names_project(cell) for line in beside for cell in line)


def _names_project(cell: Traced) -> bool:
    pairs = (inline_pair(part) for part in parts_of(cell).parts)
    return any(pair and label_role(pair.label.text) == "name" for pair in pairs)


def holds_more(value: Traced) -> bool:
    """Return whether a name seems to hold another label, or an amount, that was not parted."""
    return bool(_LABELLED.search(value.text) or _AMOUNT.search(value.text))


def may_hold_more(words: str) -> bool:
    """Return whether a value beside its label may hold another label with its value, or an amount.

    Nearly all hold no colon, and no amount of money.
    """
    if "：" not in words and ":" not in words and "元" not in words:
        return False
    return holds_more(Traced(words))


def _starts(text: Traced) -> Iterator[tuple[int, str]]:
    """Yield where a label begins behind the value of another, and it if nothing stands between."""
    words, first = text.text, inline_pair(text)
    colons = [match.start() for match in _COLON.finditer(words)]
    if first is None or len(colons) < 2:  # noqa: PLR2004 - a label, a value and another label
        return
    ends = {match.end() for match in _UNIT.finditer(words)} | _gaps(text)
    role, least = label_role(first.label.text), len(first.label) + 2
    for colon in (at for at in colons if at > least):
        of_goal = role in GOALS
        start = _start_of_label(words, least, colon, ends, of_goal=of_goal)
        run_on = "" if start is not None or of_goal else _run_on(words[least:colon])
        if run_on:
            start = colon - len(run_on)
        elif start is None and not of_goal:
            start = _start_of_aside(words, least, colon)
        if start is None or (of_goal and _COUNTED.fullmatch(words[start:colon])):
            continue
        yield start, run_on
        role, least = label_role(words[start:colon]), colon + 2


def _start_of_label(
    words: str, least: int, colon: int, ends: set[int], *, of_goal: bool
) -> int | None:
    """Return where the label before a colon begins, the longest one that is known; else None."""
    signs = _SENTENCE if of_goal else _SIGNS
    for start in range(max(least, colon - LONGEST_LABEL), colon - 1):
        begins = start in ends or words[start - 1] in signs or words[start - 1].isspace()
        if begins and _is_known(words[start:colon]) and _is_last(words, start):
            return start
    return None


def _start_of_aside(words: str, least: int, colon: int) -> int | None:
    """Return where the label of what is said besides begins before a colon; None without one."""
    said = _ASIDE.finditer(words, least, colon + 1)
    return next((match.start() for match in said if match.end() == colon + 1), None)


def _is_known(label: str) -> bool:
    return _names_field(label) or _ASIDE.fullmatch(f"{label}：") is not None


def _names_field(label: str) -> bool:
    return label_role(label) is not None or money_role(label) is not None


def _is_last(words: str, start: int) -> bool:
    """Whether nothing but other labels stands behind the brackets in which a label begins."""
    close = _BRACKETS.get(words[start - 1])
    behind = words[start:].partition(close)[2] if close else ""
    return not behind.strip("。") or _COLON.search(behind) is not None


def _run_on(words: str) -> str:
    """Return the label with which some words end; one that begins with 项目 may end a name."""
    known = [
        words[at:]
        for at in range(1, len(words) - RUN_ON + 1)
        if words[at - 1] not in _BRACKETS and _names_field(words[at:])
    ]
    return next((label for label in known if not label.startswith("项目")), "".join(known[:1]))


def _gaps(text: Traced) -> set[int]:
    """Return before which characters a blank or the end of a line was typed."""
    typed = as_typed(text)
    signs = zip(typed.text, typed.offsets, strict=False)
    return {offset for sign, offset in signs if sign in {" ", "\n"}}


def _bare(part: Traced, *, amid: bool) -> Traced:
    """Return a part without the signs that set it off from the next one, and from brackets."""
    part = part.strip()
    part = part.rstrip(BETWEEN) if amid else part
    for opening, close in _BRACKETS.items():
        if part.text.count(close) > part.text.count(opening):
            bare = part.rstrip("。，,；;")
            part = bare.cut(0, len(bare) - 1) if bare.text.endswith(close) else part
    return part


def _undated(part: Traced) -> tuple[Traced, ...]:
    """Return the name of a unit and the year behind it, which is none of it, or the part alone."""
    dated = _DATED.fullmatch(part.text)
    pair = inline_pair(part) if dated else None
    if dated is None or pair is None or label_role(pair.label.text) not in _UNITS:
        return (part,)
    return part.cut(*dated.span("unit")).rstrip(), part.cut(*dated.span("year"))


def _amounts_behind(part: Traced) -> tuple[Traced, list[Pair]]:
    """Return a part without labelled amounts at its end, and those: 某项目，资金总额50万元."""
    pair = inline_pair(part)
    if pair is None or label_role(pair.label.text) in {None, *GOALS}:
        return part, []
    for at, sign in enumerate(part.text):
        if at > len(pair.label) + 1 and sign in BETWEEN:
            amounts = labelled_amounts(part.cut(at))
            if amounts and all(money_role(plain(each.label.text)) for each in amounts):
                return part.cut(0, at), amounts
    return part, []
