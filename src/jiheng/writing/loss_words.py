"""Values of any field in words, for telling what a form did not hold."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import (
    DeadlineTarget,
    Funding,
    Level,
    NumberTarget,
    RangeTarget,
    RowKind,
    SeveralTargets,
    TableKind,
    TextTarget,
)
from jiheng.writing.row_parts import amount

if TYPE_CHECKING:
    from collections.abc import Mapping

_QUOTED = 24
_BEFORE = 8
_CHOICES: Mapping[object, Bilingual] = {
    True: Bilingual("是", "yes"),
    False: Bilingual("否", "no"),
    RowKind.GRAND_TOTAL: Bilingual("合计", "grand total"),
    RowKind.SUBTOTAL: Bilingual("小计", "subtotal"),
    RowKind.ORGANIZATION: Bilingual("单位", "organization"),
    RowKind.PROJECT: Bilingual("项目", "project"),
    TableKind.PROJECT_TARGETS: Bilingual("项目目标表", "targets of projects"),
    TableKind.DEPARTMENT_TARGETS: Bilingual("整体目标表", "targets of a whole department"),
    TableKind.SELF_EVALUATION: Bilingual("自评表", "self-evaluation"),
    TableKind.MONITORING: Bilingual("监控表", "monitoring"),
}
_MONEY = {
    "total": Bilingual("总计", "total"),
    "fiscal_appropriation": Bilingual("财政拨款", "fiscal appropriation"),
    "special_account": Bilingual("财政专户拨款", "special account"),
    "other": Bilingual("其他资金", "other"),
}


def said(value: object) -> Bilingual:
    """Return a value as people say it, cut where it is long; empty for none."""
    words = _words(value)
    return Bilingual(short(words.zh), short(words.en))


def short(text: str) -> str:
    """Return the beginning of a text."""
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "…"


def apart(one: object, other: object) -> tuple[Bilingual, Bilingual]:
    """Return two values quoted; long ones around the first place where they differ."""
    first, second = _words(one), _words(other)
    if max(len(first.zh), len(second.zh)) <= _QUOTED:
        return _quoted(first, 0, 0), _quoted(second, 0, 0)
    zh, en = _beginning(first.zh, second.zh), _beginning(first.en, second.en)
    return _measured(first, zh, en), _measured(second, zh, en)


def _beginning(one: str, other: str) -> int:
    """Return where to begin so as to show where two texts begin to differ."""
    pairs = enumerate(zip(one, other, strict=False))
    shorter = min(len(one), len(other))
    return max(next((at for at, (a, b) in pairs if a != b), shorter) - _BEFORE, 0)


def _quoted(words: Bilingual, zh: int, en: int) -> Bilingual:
    return Bilingual(f"“{_cut(words.zh, zh)}”", f"“{_cut(words.en, en)}”")


def _measured(words: Bilingual, zh: int, en: int) -> Bilingual:
    quoted = _quoted(words, zh, en)
    return Bilingual(
        f"{quoted.zh}（共 {len(words.zh):,} 字）", f"{quoted.en} ({len(words.en):,} characters)"
    )


def _cut(text: str, start: int) -> str:
    """Return what stands from a place on, its line feeds made visible."""
    end = start + _QUOTED
    shown = text[start:end].replace("\n", "↵")
    return f"{'…' if start else ''}{shown}{'…' if end < len(text) else ''}"


def _words(value: object) -> Bilingual:
    match value:
        case None:
            return _same("")
        case bool() | RowKind() | TableKind():
            return _CHOICES[value]
        case Decimal():
            return _same(amount(value) or "")
        case Level():
            return _same(value.label if value.code is None else f"{value.code}-{value.label}")
        case Funding():
            return _money(value)
        case _:
            return _target(value)


def _money(funding: Funding) -> Bilingual:
    known = [(name, amount(getattr(funding, field))) for field, name in _MONEY.items()]
    parts = [(name, number) for name, number in known if number is not None]
    if not parts:
        return Bilingual("有金额栏而未填", "columns of money without amounts")
    return Bilingual(
        "、".join(f"{name.zh} {number}" for name, number in parts),
        ", ".join(f"{name.en} {number}" for name, number in parts),
    )


def _target(value: object) -> Bilingual:
    match value:
        case NumberTarget(op=op, number=number, unit=unit):
            return _same(f"{op}{amount(number)}{unit}")
        case RangeTarget(low=low, high=high, unit=unit):
            return _same(f"{amount(low)}–{amount(high)}{unit}")
        case DeadlineTarget(year=year, month=month, day=day):
            signs = ((year, "年"), (month, "月"), (day, "日"))
            zh = "".join(f"{number}{sign}" for number, sign in signs if number is not None)
            en = "-".join(str(number) for number, _ in signs if number is not None)
            return Bilingual(f"{zh}前", f"by {en}")
        case SeveralTargets(parts=parts):
            each = [_target(part) for part in parts]
            return Bilingual("、".join(one.zh for one in each), ", ".join(one.en for one in each))
        case TextTarget():
            return Bilingual("文字要求", "words")
        case _:
            return _same(str(value))


def _same(text: str) -> Bilingual:
    return Bilingual(text, text)
