"""Units of money that labels state: 资金总额（万元）, 资金总额/万元, 资金总额[人民币：万元]."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.model import Run, Traced

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 40
"""Characters of a label that states a unit; prose may hold brackets with one too."""

_OPEN, _CLOSE, _WITHIN = r"[(（\[【〔]", r"[)）\]】〕]", r"[^()（）\[\]【】〔〕]"
_YUAN = "(?:百?万|千|亿)?元"
_OWN = r"(?:人民币|RMB|CNY|[￥¥])"
_STATED = re.compile(
    rf"{_OPEN}(?:{_WITHIN}{{1,8}}[、,，;；])?(?:(?:金额|计量)?单位[:：]?)?{_OWN}?[:：]?"
    rf"(?P<unit>{_YUAN}|百?万|亿)(?:[/／]年)?(?:[、,，;；]{_WITHIN}{{1,8}})?{_CLOSE}"
)
_BEHIND = re.compile(
    r"(?<=[\u4e00-\u9fff)）])(?:[/／:：](?:单位[:：])?(?:人民币)?(?P<unit>(?:百?万|千|亿)?元)"
    r"|(?P<run_on>(?:百?万|千|亿)元))[:：]?$"
)
_CURRENCIES = "美元|美金|欧元|港元|港币|日元|英镑|法郎|卢布|[澳加韩新]元|[台澳]币|外币|USD|EUR|HKD"
_ANY_FOREIGN = re.compile(_CURRENCIES)
_FOREIGN = re.compile(
    rf"(?:{_OPEN}(?:(?:金额|计量)?单位[:：]?)?|[/／:：])"
    rf"(?P<unit>(?:百?万|千|亿)?(?:{_CURRENCIES}))(?:{_CLOSE}|[:：]?$)"
)


def unit_stated(label: Traced) -> Traced | None:
    """Return the unit that a label states, 万元 for 资金总额（万）; None where it is none."""
    span = _span(label.text)
    if span is None:
        return None
    said = label.cut(*span)
    if said.text.endswith("元"):
        return said
    after = [Run(1, run.origin, run.offset + run.width, 0) for run in said.runs()]
    return said + Traced.of("元", after[-1:])


def unit_in(label: str) -> str:
    """Return the unit that the words of a label state; empty where it is none."""
    stated = unit_stated(Traced(label))
    return stated.text if stated else ""


@lru_cache(maxsize=4096)
def without_unit_behind(label: str) -> str:
    """Return a label without the unit that stands behind it without brackets: 资金总额/万元."""
    if "元" not in label[-2:]:
        return label
    match = _BEHIND.search(label) or _FOREIGN.search(label)
    bare = label[: match.start()] if match else label
    return label if bare.endswith("单位") else bare


def foreign_units(label: Traced) -> Iterator[Traced]:
    """Yield units of foreign money that a label states: 资金总额（万美元）."""
    if len(label) <= LONGEST:
        for match in _FOREIGN.finditer(label.text):
            yield label.cut(*match.span("unit"))


def may_be_foreign(labels: str) -> bool:
    """Return whether words name foreign money; those of nearly all forms do not."""
    return _ANY_FOREIGN.search(labels) is not None


@lru_cache(maxsize=4096)
def _span(label: str) -> tuple[int, int] | None:
    """Return where the unit of a label stands."""
    if len(label) > LONGEST:
        return None
    match = _STATED.search(label)
    if match:
        return match.span("unit")
    match = _BEHIND.search(label)
    return match.span(match.lastgroup or 0) if match else None
