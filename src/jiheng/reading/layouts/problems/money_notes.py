"""Problems that layouts notice with amounts, in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.wording import excerpt
from jiheng.model import Problem, ProblemSeverity, Traced
from jiheng.reading.layouts.problems.notes import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Entry


def units(bare: Sequence[Traced]) -> Problem:
    """Amounts without a unit beside others that print one, in a table that states none."""
    whole = Traced.join(bare)
    words = excerpt(bare[0].text)
    return told(
        "unsure-unit",
        whole,
        f"本表没有写明金额单位，有的金额自带单位，有 {len(bare)} 个没有（“{words}”等），"
        "各照所印的数读取，不能直接相比、相加。",
        f"the table states no unit of money; {len(bare)} amounts (such as “{words}”) print "
        "none beside others that do. The figures are kept as printed and cannot be compared.",
    )


def beside_other(bare: Sequence[Traced], unit: str) -> Problem:
    """Amounts whose labels state no unit beside some that state another than the table does."""
    words = excerpt(bare[0].text)
    return told(
        "unsure-unit",
        Traced.join(bare),
        f"表上写的金额单位是“{unit}”，同一项目有的栏目另标单位，"
        f"有 {len(bare)} 个没有（“{words}”等），都按“{unit}”读取，请核对。",
        f"the table counts money in {unit}; labels of a project state another unit, and"
        f" {len(bare)} amounts (such as “{words}”) have none and were taken in {unit}: check them.",
    )


def foreign(unit: Traced) -> Problem:
    """A unit of foreign money, in which no amount can be compared with others."""
    words = excerpt(unit.text)
    return told(
        "unsure-unit",
        unit,
        f"金额单位是外币“{words}”，各照所印的数读取，不是人民币，不能与其他金额相比、相加。",
        f"amounts are in foreign money, {words}; the figures are kept as printed and cannot be"
        " compared with others.",
        ProblemSeverity.ERROR,
    )


def amounts(several: Sequence[Traced]) -> Problem:
    """A cell of money with several figures, of which none can be told to be the amount."""
    whole = Traced.join(several)
    said = [excerpt(part.text) for part in several]
    return told(
        "unread-amount",
        whole,
        f"一格里像是有几个数（{'、'.join(said)}），看不出哪个是金额。",
        f"a cell seems to hold several figures ({', '.join(said)}); none was taken.",
        ProblemSeverity.ERROR,
    )


def of_rows(several: Sequence[Traced]) -> Problem:
    """Amounts in several rows of one project, of which none can be told to be its own."""
    whole = Traced.join(several)
    said = [excerpt(part.text) for part in several]
    return told(
        "unread-amount",
        whole,
        f"这个项目有几行各有金额（{'、'.join(said)}），也可能是几个项目，看不出哪个是它的，都没有读入。",
        f"several rows of this project have amounts of their own ({', '.join(said)}), or they are"
        " projects; none was taken.",
        ProblemSeverity.ERROR,
    )


def amount(cell: Traced, row: int | None) -> Problem:
    """A cell of money that holds no amount."""
    words = excerpt(cell.text)
    return Problem(
        code="unread-amount",
        message=Bilingual(f"金额“{words}”无法识别。", f"“{words}” is no amount of money."),
        severity=ProblemSeverity.ERROR,
        span=cell.span(),
        excerpt=cell.text,
        row=row,
    )


def taken_for_total(entry: Entry) -> Problem:
    """The one amount of a form, beside a label that is no known one of its money."""
    label, value = excerpt(entry.label), excerpt(entry.value)
    return Problem(
        code="unsure-amount",
        message=Bilingual(
            f"没有一栏叫作资金总额，“{label}”的“{value}”按资金总额读取，请核对。",
            f"No label says total money; “{value}” beside “{label}” was read as such.",
        ),
        severity=ProblemSeverity.WARNING,
        span=entry.trace.span() if entry.trace else (),
        excerpt=entry.value,
    )


def no_total(entries: Sequence[Entry]) -> Problem:
    """Amounts beside labels that are no known ones, in a form in which no money was found."""
    said = _labelled(entries)
    return Problem(
        code="unsure-amount",
        message=Bilingual(
            f"没有读到资金总额；可能是金额的有{said}，原文列在其他内容中，请核对。",
            f"No total money was found; amounts may be {said}, which are kept as they are.",
        ),
        severity=ProblemSeverity.WARNING,
        span=tuple(at for e in entries if e.trace for at in e.trace.span()),
        excerpt=entries[0].value,
    )


def _labelled(entries: Sequence[Entry]) -> str:
    """Return values behind their labels, as far as they have any."""
    labels = (f"“{excerpt(each.label)}”" if each.label else "" for each in entries)
    values = (excerpt(each.value) for each in entries)
    return "、".join(map(str.__add__, labels, values))


def total_of_period(entries: Sequence[Entry]) -> Problem:
    """Amounts beside labels that are no known ones, beside the total of the whole period."""
    said = _labelled(entries)
    return Problem(
        code="unsure-amount",
        message=Bilingual(
            f"只读到整个项目期的总额，按资金总额读取；可能是本年金额的有{said}，原文列在其他内容中，请核对。",
            f"Only the total of the whole period was found, and read as total; amounts of the year "
            f"may be {said}, which are kept as they are.",
        ),
        severity=ProblemSeverity.WARNING,
        span=tuple(at for e in entries if e.trace for at in e.trace.span()),
        excerpt=entries[0].value,
    )


def second_amounts(entries: Sequence[Entry]) -> Problem:
    """Amounts behind those that were read, in columns without a head."""
    said = _labelled(entries)
    return Problem(
        code="unsure-amount",
        message=Bilingual(
            f"一行里有几个金额、没有栏目名，按第一个读取；后面的{said}，原文列在其他内容中，请核对。",
            f"Rows have several amounts without heads, of which the first was read; {said} behind "
            f"are kept as they are.",
        ),
        severity=ProblemSeverity.WARNING,
        span=tuple(at for e in entries if e.trace for at in e.trace.span()),
        excerpt=entries[0].value,
    )


def column_of_money(labels: Sequence[str], *, taken: bool) -> Problem:
    """Columns of amounts in a list without a known one: one is taken, or none."""
    said, names = "、".join(f"“{excerpt(label)}”" for label in labels), ", ".join(labels)
    one = Bilingual(
        f"没有一栏叫作资金总额，{said}一栏按资金总额读取，请核对。",
        f"No column is called total money; {names} was read as such.",
    )
    several = Bilingual(
        f"没有一栏叫作资金总额；可能是金额的有{said}，原文列在其他内容中，请核对。",
        f"No column is called total money; it may be {names}, which are kept as they are.",
    )
    return Problem(
        code="unsure-amount",
        message=one if taken else several,
        severity=ProblemSeverity.WARNING,
        span=(),
        excerpt=labels[0],
    )


def shared(amount: Traced) -> Problem:
    """An amount in a cell merged over several projects, of which it stands with the first."""
    words = excerpt(amount.text)
    return told(
        "unsure-amount",
        amount,
        f"金额“{words}”所在的一格跨了几个项目，记在第一个项目，也可能是几个项目合用，请核对。",
        f"the cell of the amount {words} is merged over several projects; it was given to the first"
        " and may be that of all.",
    )
