"""Drafts a measure file from a table: a commented measure for each indicator, its kind guessed."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jiheng.model import DeadlineTarget, NumberTarget, RangeTarget, TextTarget
from jiheng.reading.grammar.targets import read_target
from jiheng_evidence.measures.binding import Bound, bind, plain, reference_to
from jiheng_evidence.measures.cells import Part, printed_targets
from jiheng_evidence.measures.kinds import DURATION_UNITS
from jiheng_evidence.measures.writing import reference_text, value_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiheng.model import Target, TargetTable

_UNITS = {"个小时": "小时", "h": "小时", "日": "天", "min": "分钟"}
_SHARE = re.compile("率|满意度|比例|占比|比重")
_NUMBER = re.compile("数$|数量|次数|人次|家数|个数|数（|金额|投资|产值")
_HEAD = """\
# 度量文件：每条指标的实际完成值由证据算出。写法见文档“让指标跑起来”，命令见 jiheng run --help。
# 下面按目标表起草，每条指标一段，都已注释掉；核对后去掉行首的 # 即启用。
# 来源 evidence 只是示例：请改成真实的数据文件和列，一份数据一段。
"""
_SOURCE = """\
# [sources.evidence]
# path = "evidence.csv"
# date_column = "happened_on"
# max_age_days = 45
#
# [sources.evidence.columns]
# project = "text"
# happened_on = "date"
# done_on = "date"
# due_on = "date"
# started_at = "datetime"
# ended_at = "datetime"
# amount = "decimal"
# paid = "decimal"
# owed = "decimal"
# passed = "boolean"
# answer = "text"
"""


@dataclass(frozen=True, slots=True)
class _Guess:
    words: re.Pattern[str]
    target: str
    kind: str
    lines: tuple[str, ...]


def draft(tables: Sequence[TargetTable], *, table: str, fiscal_year: int | None) -> str:
    """Return a measure file in which every measure is commented out.

    Args:
        tables: Of the document.
        table: Path of the document, relative to where the file will lie.
        fiscal_year: Taken where the tables do not say theirs; None leaves the year open.
    """
    said = next((one.fiscal_year for one in tables if one.fiscal_year), None)
    year = said or fiscal_year
    note = "" if said else "  # 表上没有写年度，请核对"
    parts = [_HEAD, "version = 1\n", f"table = {value_text(table)}\n"]
    parts += [f"fiscal_year = {year}{note}\n", "\n", _SOURCE]
    bounds = bind(tables, (), name=table)
    same: Mapping[tuple[str, str], list[Bound]] = defaultdict(list)
    for bound in bounds:
        same[plain(bound.project.name), plain(bound.indicator.name)].append(bound)
    project = None
    for bound in bounds:
        if bound.project.name != project:
            project = bound.project.name
            parts.append(f"\n\n# ==== {_one_line(project)}\n")
        alike = same[plain(project), plain(bound.indicator.name)]
        parts.append("\n" + "".join(f"# {line}\n" for line in _measure(bound, alike)))
    return "".join(parts)


def kinds_guessed(tables: Sequence[TargetTable]) -> Counter[str]:
    """Return how many measures of each kind are drafted; `none` where a person has to judge."""
    return Counter(
        guess.kind if (guess := _guess(leaf)) else "none"
        for bound in bind(tables, (), name="")
        for leaf in _parted(bound).leaves
    )


def _measure(bound: Bound, alike: Sequence[Bound]) -> Iterator[str]:
    indicator = bound.indicator
    leaves = _parted(bound).leaves
    several = len(leaves) > 1
    yield f"目标：{_one_line(_printed(bound) or '（没有印出）')}{_unclear(bound, several=several)}"
    if not indicator.name:
        yield "这条指标没有名称，无法指认"
        return
    reference = f"indicator = {reference_text(reference_to(bound, alike))}"
    for leaf in leaves:
        yield "[[measures]]"
        yield reference
        if several:
            yield f"target = {value_text(_printed(leaf))}"
        yield from _computed(leaf)


def _parted(bound: Bound) -> Bound:
    """Return an indicator with the targets of its cell, where it prints several."""
    words = printed_targets(_printed(bound))
    parts = tuple(Part(words=one, target=read_target(one)) for one in words)
    return replace(bound, parts=parts)


def _printed(bound: Bound) -> str:
    return bound.indicator.annual_value or bound.indicator.period_value or ""


def _computed(bound: Bound) -> Iterator[str]:
    guess = _guess(bound)
    if guess is None:
        yield 'kind = "query"'
        yield 'query = "SELECT NULL AS value"'
        return
    yield f'kind = "{guess.kind}"'
    yield 'source = "evidence"'
    unit = getattr(bound.indicator.target, "unit", "")
    for line in guess.lines:
        project = value_text(bound.project.name)
        yield line.replace('"{project}"', project).replace("{time}", _UNITS.get(unit, unit))


def _guess(bound: Bound) -> _Guess | None:
    target = bound.indicator.target
    name = bound.indicator.name or ""
    kinds = _kinds_of(target) or _kinds_by_name(name)
    said = f"{name}{getattr(target, 'unit', '')}"
    fitting = (g for g in _guesses() if g.target in kinds and g.words.search(said))
    return next(fitting, None)


def _kinds_of(target: Target | None) -> frozenset[str]:
    if isinstance(target, DeadlineTarget):
        return frozenset({"deadline"})
    if not isinstance(target, NumberTarget | RangeTarget):
        return frozenset()
    if target.unit in ("%", "‰"):
        return frozenset({"share"})
    is_time = _UNITS.get(target.unit, target.unit) in DURATION_UNITS
    return frozenset({"number", "time"} if is_time else {"number"})


def _kinds_by_name(name: str) -> frozenset[str]:
    """Return what an indicator is likely to count although its target is words."""
    if _SHARE.search(name):
        return frozenset({"share"})
    return frozenset({"number"} if _NUMBER.search(name) else ())


def _unclear(bound: Bound, *, several: bool) -> str:
    if several:
        return "（一格多个目标值，各一个度量）"
    target = bound.indicator.target
    if target is None or isinstance(target, TextTarget):
        return "（文字目标，需要人工评定）"
    return ""


@cache
def _guesses() -> tuple[_Guess, ...]:
    text = files("jiheng_evidence.measures").joinpath("guesses.toml").read_text("utf-8")
    return tuple(
        _Guess(re.compile(said["words"]), said["target"], said["kind"], tuple(said["lines"]))
        for said in tomllib.loads(text)["guesses"]
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
