"""Two contents of a project → what differs, field by field, indicators beside their like."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple, cast

from jiheng.bilingual import Bilingual
from jiheng.writing.proof.words import field_label
from jiheng.writing.record import table_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiheng.model import TargetTable

_ABOUT_READING = {"schema", "layout", "confidence", "source", "problems", "rows", "kind"}
_DERIVED = {"span", "spans", "seq", "target", "complete"}
_NUMBERS = {
    *("total", "fiscal_appropriation", "special_account", "other", "amount", "initial_budget"),
    *("budget", "executed", "rate", "forecast", "weight", "score"),
}
_VALUES = {"annual_value", "period_value"}
_LISTS: Mapping[str, Bilingual] = {
    "lines": Bilingual("资金明细", "money"),
    "tasks": Bilingual("主要任务", "tasks"),
    "further": Bilingual("其他栏目", "further fields"),
    "organization": Bilingual("资金使用单位", "organization"),
}


class Difference(NamedTuple):
    """A field of which two contents say different things.

    Attributes:
        place: Such as `goal` or `indicators.3.annual_value`, counted in the later content;
            `removed.3` is an indicator only the earlier one has, `indicators` their order.
        label: What it is called.
        before: Empty where it said nothing.
        after: Empty where it says nothing.
    """

    place: str
    label: Bilingual
    before: str
    after: str


class _Field(NamedTuple):
    label: Bilingual
    text: str


def differences(before: TargetTable, after: TargetTable) -> tuple[Difference, ...]:
    """Return what differs between two tables of one row, in the order of the form.

    Indicators are aligned by name, then by where they stand between those that are; numbers are
    compared as numbers.
    """
    old, new = table_record(before), table_record(after)
    old_row, new_row = _row(old), _row(new)
    found = list(_compared(_fields(old, _ABOUT_READING), _fields(new, _ABOUT_READING)))
    found += _compared(_fields(old_row, {"indicators"}), _fields(new_row, {"indicators"}))
    found += _indicators(_listed(old_row, "indicators"), _listed(new_row, "indicators"))
    return tuple(found)


def aligned(before: Sequence[object], after: Sequence[object]) -> tuple[tuple[int, int], ...]:
    """Return pairs of positions that belong together, of two lists of names.

    Equal names come first, the nth with the nth; what is left over is paired in order where it
    stands behind the same neighbours.
    """
    places: dict[object, list[int]] = {}
    for index, name in enumerate(after):
        places.setdefault(name, []).append(index)
    partner: dict[int, int] = {}
    for index, name in enumerate(before):
        if name is not None and places.get(name):
            partner[index] = places[name].pop(0)
    taken = set(partner.values())
    gaps: dict[int, list[int]] = {}
    last = -1
    for index in range(len(after)):
        if index in taken:
            last = index
        else:
            gaps.setdefault(last, []).append(index)
    last = -1
    for index in range(len(before)):
        if index in partner:
            last = partner[index]
        elif gaps.get(last):
            partner[index] = gaps[last].pop(0)
    return tuple(sorted(partner.items(), key=lambda pair: pair[1]))


def _indicators(
    before: Sequence[dict[str, object]], after: Sequence[dict[str, object]]
) -> Iterator[Difference]:
    pairs = aligned([_key(one) for one in before], [_key(one) for one in after])
    beside = {new: old for old, new in pairs}
    for index, one in enumerate(after):
        place = f"indicators.{index}"
        label = _numbered("指标", "indicator", index)
        if index not in beside:
            yield Difference(place, label, "", _summary(one))
            continue
        former = before[beside[index]]
        for part in _compared(_fields(former, set()), _fields(one, set())):
            named = Bilingual(f"{label.zh} {part.label.zh}", f"{label.en}, {part.label.en}")
            said, says = part.before, part.after
            if part.place in _VALUES:
                said, says = _whole(former, said), _whole(one, says)
            yield Difference(f"{place}.{part.place}", named, said, says)
    kept = {old for old, _new in pairs}
    for index, one in enumerate(before):
        if index not in kept:
            label = _numbered("原指标", "former indicator", index)
            yield Difference(f"removed.{index}", label, _summary(one), "")
    if [old for old, _new in pairs] != sorted(kept):
        order = Bilingual("指标顺序", "order of indicators")
        yield Difference("indicators", order, _names(before), _names(after))


def _compared(before: dict[str, _Field], after: dict[str, _Field]) -> Iterator[Difference]:
    for place in dict.fromkeys((*after, *before)):
        old, new = before.get(place), after.get(place)
        said, says = old.text if old else "", new.text if new else ""
        if _same(place, said, says):
            continue
        label = (new or cast("_Field", old)).label
        yield Difference(place, label, said, says)


def _same(place: str, before: str, after: str) -> bool:
    if before == after:
        return True
    if place.rpartition(".")[2] not in _NUMBERS:
        return False
    try:
        return Decimal(before) == Decimal(after)
    except InvalidOperation:  # words, or nothing
        return False


def _fields(
    record: dict[str, object], without: set[str], place: str = "", above: Bilingual | None = None
) -> dict[str, _Field]:
    """Return every leaf of a record by its path."""
    found: dict[str, _Field] = {}
    for key, value in record.items():
        if key in without or key in _DERIVED:
            continue
        label = _joined(above, key)
        if isinstance(value, dict):
            money = key == "funding"
            found |= _fields(value, set(), f"{place}{key}.", above if money else label)
        elif isinstance(value, list):
            for index, one in enumerate(value):
                numbered = Bilingual(f"{label.zh} {index + 1}", f"{label.en} {index + 1}")
                found |= _fields(one, set(), f"{place}{key}.{index}.", numbered)
        else:
            found[f"{place}{key}"] = _Field(label, "" if value is None else str(value))
    return found


def _joined(above: Bilingual | None, key: str) -> Bilingual:
    own = _LISTS.get(key) or Bilingual(field_label(key, "zh"), field_label(key, "en"))
    if above is None or key in {"label", "value"}:
        return above or own
    if key == "code":
        own = Bilingual("编码", "code")
    return Bilingual(f"{above.zh} {own.zh}", f"{above.en}, {own.en}")


def _row(record: dict[str, object]) -> dict[str, object]:
    return _listed(record, "rows")[0]


def _listed(record: dict[str, object], key: str) -> list[dict[str, object]]:
    return cast("list[dict[str, object]]", record.get(key) or [])


def _key(indicator: dict[str, object]) -> object:
    return indicator["name"]


def _whole(indicator: dict[str, object], value: str) -> str:
    """Return a value with the sign and unit that some forms print apart; a bare 12 says little."""
    sign, unit = (str(indicator.get(key) or "") for key in ("sign", "unit"))
    if not value:
        return value
    before = "" if value.startswith(sign) else f"{sign} "
    after = "" if value.endswith(unit) else f" {unit}"
    return f"{before}{value}{after}"


def _summary(indicator: dict[str, object]) -> str:
    level1, level2 = (cast("dict[str, str]", indicator[key] or {}) for key in ("level1", "level2"))
    value = _whole(indicator, str(indicator["annual_value"] or indicator["period_value"] or ""))
    words = (level1.get("label"), level2.get("label"), indicator["name"], value)
    return " / ".join(str(word) for word in words if word)


def _names(indicators: Sequence[dict[str, object]]) -> str:
    return "；".join(str(one["name"] or "—") for one in indicators)


def _numbered(zh: str, en: str, index: int) -> Bilingual:
    return Bilingual(f"{zh} {index + 1}", f"{en} {index + 1}")
