"""What a form did not hold, found by reading it back."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import IntEnum
from itertools import zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Entry, FundingLine, Task
from jiheng.writing.loss_names import PARTS, field_name
from jiheng.writing.loss_words import apart, said, short

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.model import Row, TargetTable


class _Gravity(IntEnum):
    """How grave a difference is: the gravest are told first."""

    PART = 0
    GONE = 1
    OTHER = 2
    CAME = 3


_Loss = tuple[_Gravity, Bilingual]


def losses(
    written: Sequence[TargetTable], read_back: Sequence[TargetTable]
) -> tuple[Bilingual, ...]:
    """Return what differs between tables that were written and the same read back; empty if none.

    Parts that are lost come first, then values that are lost, then those that read differently.

    The printed forms are read by their grammar, and some tables say what the grammar cannot: an
    indicator that the source clipped, or a value that holds the words of a label. Such a form
    still prints everything there is; this tells what a reader will not understand of it.
    """
    if len(written) != len(read_back):
        return (
            Bilingual(
                f"写出 {len(written)} 张表，读回 {len(read_back)} 张。",
                f"{len(written)} tables written, {len(read_back)} read back.",
            ),
        )
    pairs = zip(written, read_back, strict=True)
    found = [loss for table, back in pairs for loss in _table(table, back)]
    return tuple(loss for _, loss in sorted(found, key=itemgetter(0)))


def _table(table: TargetTable, back: TargetTable) -> Iterator[_Loss]:
    yield from _fields(
        table, back, Bilingual(table.department or "本表", table.department or "this table")
    )
    if len(table.rows) != len(back.rows):
        lost = Bilingual(
            f"写出 {len(table.rows)} 行，读回 {len(back.rows)} 行。",
            f"{len(table.rows)} rows written, {len(back.rows)} read back.",
        )
        yield _Gravity.PART, lost
        return
    for row, again in zip(table.rows, back.rows, strict=True):
        yield from _row(row, again)


def _row(row: Row, back: Row) -> Iterator[_Loss]:
    where = Bilingual(short(row.name), short(row.name))
    yield from _fields(row, back, where)
    yield from _parts(row, back, where)


def _parts(one: object, other: object, where: Bilingual) -> Iterator[_Loss]:
    """Compare what stands in a record one by one: a part that is lost is told by its number."""
    for field, name in PARTS.items():
        pairs = zip_longest(getattr(one, field, ()), getattr(other, field, ()))
        for number, (item, again) in enumerate(pairs, 1):
            at = Bilingual(f"{where.zh} 第 {number} {name.zh}", f"{where.en}, {name.en} {number}")
            if item is None:
                more = Bilingual(f"{at.zh}：读回时多出。", f"{at.en}: read back but not written.")
                yield _Gravity.PART, more
            elif again is None:
                zh, en = _called(item)
                lost = Bilingual(f"{at.zh}{zh}：未能读回。", f"{at.en}{en}: not read back.")
                yield _Gravity.GONE if isinstance(item, Entry) else _Gravity.PART, lost
            else:
                yield from _fields(item, again, at)
                yield from _parts(item, again, at)


def _called(part: object) -> tuple[str, str]:
    """Return the words that a part goes by, quoted; an indicator goes by its number alone."""
    match part:
        case FundingLine(label=words) | Entry(label=words) | Task(name=words):
            return f"“{short(words)}”", f" “{short(words)}”"
        case _:
            return "", ""


def _fields(one: object, other: object, where: Bilingual) -> Iterator[_Loss]:
    if not is_dataclass(one):  # pragma: no cover - for the type checker; all callers pass one
        return
    for each in fields(one):
        if not each.compare or each.name in PARTS or each.name == "rows":
            continue
        one_said, again = getattr(one, each.name), getattr(other, each.name)
        if one_said != again:
            name = field_name(type(one), each.name)
            yield _changed(where, name, one_said, again)


def _changed(where: Bilingual, name: Bilingual, value: object, again: object) -> _Loss:
    """Tell what became of a value: it went, it came, or it is another."""
    one, other = said(value), said(again)
    if not other.zh:
        gone = Bilingual(
            f"{where.zh}：{name.zh}“{one.zh}”未能读回。",
            f"{where.en}: {name.en} “{one.en}” is not read back.",
        )
        return _Gravity.GONE, gone
    if not one.zh:
        came = Bilingual(
            f"{where.zh}：{name.zh}原来没有，读回“{other.zh}”。",
            f"{where.en}: there was no {name.en}, “{other.en}” is read back.",
        )
        return _Gravity.CAME, came
    one, other = apart(value, again)
    changed = Bilingual(
        f"{where.zh}：{name.zh}写出{one.zh}，读回{other.zh}。",
        f"{where.en}: {name.en} {one.en} reads back as {other.en}.",
    )
    return _Gravity.OTHER, changed
