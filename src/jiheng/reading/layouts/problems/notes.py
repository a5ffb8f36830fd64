"""Problems that layouts notice, in words for people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.wording import excerpt
from jiheng.model import Problem, ProblemSeverity, Traced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Entry


def told(
    code: str, text: Traced, zh: str, en: str, severity: ProblemSeverity = ProblemSeverity.WARNING
) -> Problem:
    """Return a problem with a piece of text; Chinese and English say what it is."""
    return Problem(
        code=code,
        message=Bilingual(zh, en),
        severity=severity,
        span=text.span(),
        excerpt=text.text,
    )


def taken_for_names(label: str, unit: str) -> Problem:
    """A column that was taken for the names of projects, of which several stand beside a unit."""
    words, said = excerpt(label), excerpt(unit)
    return Problem(
        code="unsure-column",
        message=Bilingual(
            f"“{said}”一格旁边有几行各有金额，“{words}”一栏按项目名称读取，请核对。",
            f"Several rows beside one cell of {said} have amounts of their own; {words} was read as"
            " the names of projects.",
        ),
        severity=ProblemSeverity.WARNING,
        span=(),
        excerpt=label,
    )


def stray(cell: Traced) -> Problem:
    """A speck or a cell that fits no column."""
    words = excerpt(cell.text)
    return told(
        "stray-mark",
        cell,
        f"“{words}”不属于任何栏目，未读入。",
        f"“{words}” fits no column.",
    )


def unlisted(cell: Traced) -> Problem:
    """A cell that lists the indicators of a level, and cannot be parted into them."""
    words = excerpt(cell.text)
    return told(
        "unread-text",
        cell,
        f"“{words}”未能逐条读成指标，原文列在其他内容中。",
        f"“{words}” could not be parted into indicators and is kept as it is.",
    )


def unparted(name: Traced) -> Problem:
    """A cell with several names of indicators, so it seems, none of which fits a value."""
    words = excerpt(name.text)
    return told(
        "unread-text",
        name,
        f"“{words}”像是几个指标，看不出各是哪个指标值，按一个指标读取。",
        f"“{words}” seems to be several indicators, nobody can tell of which values; one was read.",
    )


def parted(value: Traced) -> Problem:
    """A value behind which other names with values stand, read as indicators of their own."""
    words = excerpt(value.text)
    return told(
        "unsure-row",
        value,
        f"指标值“{words}”后面还写了别的名称和数值，各作为一条指标读取；也可能是该指标的条件，请核对原件。",
        f"other names with values stand behind the first one in “{words}” and were read as"
        " indicators; they may be conditions of it, compare it with the original.",
    )


def run_on(line: Traced, labels: Sequence[str]) -> Problem:
    """A line in which a label stands right behind a word, so that either may begin elsewhere."""
    words, said = excerpt(line.text), "、".join(labels)
    return told(
        "unread-text",
        line,
        f"“{words}”中几栏连在一起，从栏目名“{said}”处分开读取，请核对原件。",
        f"“{words}” holds several labels with nothing between; it was parted at “{said}”,"
        " compare it with the original.",
    )


def holds_more(label: Traced, value: Traced) -> Problem:
    """A name or the like that seems to hold another label, or an amount."""
    words, said = excerpt(value.text), excerpt(label.text)
    return told(
        "unread-text",
        value,
        f"“{words}”中像是还写了别的栏目或金额，分不开，整体按“{said}”读取，请核对原件。",
        f"“{words}” seems to hold another label or an amount that nothing parts; all of it was read"
        f" as “{said}”, compare it with the original.",
    )


def lined(values: Sequence[Traced]) -> Problem:
    """Values on lines of their own beside one name, of which nobody says what each is of."""
    words = [excerpt(value.text) for value in values]
    return told(
        "unread-text",
        Traced.join(values),
        f"一个指标的一格里分行写着{'、'.join(words)}，看不出各指什么，一并照录，请核对原件。",
        f"the cell of one value holds {', '.join(words)} on lines of their own; all of it is kept,"
        " compare it with the original.",
    )


def may_be_lined(values: Sequence[Traced]) -> Problem:
    """Figures on two lines of a cell of a page, which may be one figure or two."""
    words = [excerpt(value.text) for value in values]
    return told(
        "unread-text",
        Traced.join(values),
        f"一个指标的一格里分行写着{'、'.join(words)}，看不出是一个数还是几个，"
        "按一个数读取，请核对原件。",
        f"the cell of one value holds {', '.join(words)} on lines of their own, which may be one"
        " figure or several; it was read as one, compare it with the original.",
    )


def changed_to_nothing(name: Traced, before: Traced) -> Problem:
    """A value before a change, beside which nothing stands for after it."""
    words, said = excerpt(name.text), excerpt(before.text)
    return told(
        "unread-text",
        before,
        f"“{words}”只填了调整前的“{said}”，没有调整后的指标值，未代入，请补上。",
        f"“{words}” has “{said}” before a change and no value after it; none was taken.",
    )


def decimals(value: Traced) -> Problem:
    """Values beside numbered names that may be numbered themselves, or decimals: 1.3, 2.4."""
    words = excerpt(value.text)
    return told(
        "unread-text",
        value,
        f"“{words}”行首的“1.”等可能是序号，也可能是小数的整数部分，按小数读取。",
        f"“1.” and so on in “{words}” may be numbers of lines or parts of decimals, as which they"
        " were read.",
    )


def unvalued(name: Traced) -> Problem:
    """A cell that should hold the name of an indicator and its value, which cannot be parted."""
    words = excerpt(name.text)
    return told(
        "unread-text",
        name,
        f"“{words}”中分不出指标值，原文作为指标名称。",
        f"no value could be told from the name in “{words}”, which is kept as a name.",
    )


def signs(texts: Sequence[Traced]) -> Problem:
    """Rows of a list of indicators that hold dashes or strokes instead of an indicator."""
    whole, count = Traced.join(texts), len(texts)
    words = excerpt(texts[0].text)
    return told(
        "no-indicator",
        whole,
        f"有 {count} 行指标只填“{words}”之类的符号，不作为指标。",
        f"{count} rows of indicators hold signs such as “{words}” only; none was read there.",
        ProblemSeverity.NOTE,
    )


def outside(text: Traced) -> Problem:
    """Text that stands outside the rows of a table."""
    words = excerpt(text.text)
    return told(
        "outside-table",
        text,
        f"表外文字：“{words}”。",
        f"Text outside the table: “{words}”.",
        ProblemSeverity.NOTE,
    )


def remark(text: Traced) -> Problem:
    """A remark below the rows of a table, which is about the table and belongs to none of them."""
    words = excerpt(text.text)
    return told(
        "outside-table",
        text,
        f"表下附注：“{words}”。",
        f"Remark below the table: “{words}”.",
        ProblemSeverity.NOTE,
    )


def left_over(text: Traced, page: int) -> Problem:
    """What looks like rows of indicators on a page, and stands in no table that was read."""
    words = excerpt(text.text)
    return told(
        "unread-text",
        text,
        f"第 {page} 页有像绩效指标的内容（“{words}”），不在读出的表中，未读入，请核对原件。",
        f"page {page} holds what looks like indicators (“{words}”) in no table that was read;"
        " none of it was taken, compare it with the original.",
    )


def cut_by_edge(text: Traced) -> Problem:
    """A cell that the edge of a page cuts, and of which the page beside it prints no more."""
    words = excerpt(text.text)
    return told(
        "clipped-cell",
        text,
        f"“{words}”所在的单元格印到页边被截断，右边的一页没有接上，内容不完整，请核对原件。",
        f"the edge of the page cuts the cell with “{words}”, and the page to its right does not go"
        " on with it; compare it with the original.",
        ProblemSeverity.ERROR,
    )


def years(labels: Sequence[Traced]) -> Problem:
    """Columns of several years of which none is known to be that of the form."""
    whole = Traced.join(labels)
    said = [excerpt(label.text) for label in labels]
    return told(
        "unsure-year",
        whole,
        f"内容按年度分列（{'、'.join(said)}），看不出哪一列是本表的预算年度，"
        "各列照录，没有作为本表的资金或目标。",
        f"columns stand under {', '.join(said)}, and none is known to be the year of the "
        "form; all are kept, and none was taken for its money or goal.",
    )


def two_years(own: Traced, titled: Traced) -> Problem:
    """A year printed above a table that is not the one of its title."""
    return told(
        "unsure-year",
        own,
        f"表上印着{own.text}年，标题印着{titled.text}年，按{own.text}年读取，请核对。",
        f"{own.text} is printed above the table and {titled.text} in its title; {own.text} was "
        "read as its year, compare it.",
    )


def nameless(row: int) -> Problem:
    """A row whose name the source lost."""
    return Problem(
        code="lost-name",
        message=Bilingual("此行没有项目名称。", "This row has no project name."),
        severity=ProblemSeverity.ERROR,
        span=(),
        row=row,
    )


def valueless(labels: Sequence[str]) -> Problem:
    """A list of indicators of which no column is known to hold values."""
    said = "、".join(excerpt(label) for label in labels)
    return Problem(
        code="no-values",
        message=Bilingual(
            f"没有找到指标值一栏，表头是：{said}。",
            f"No column of target values; the heads are: {said}.",
        ),
        severity=ProblemSeverity.WARNING,
        span=(),
        excerpt="",
    )


def taken_for_indicators(label: str) -> Problem:
    """A column that is called by no known name, and was read as that of the names."""
    words = excerpt(label)
    return Problem(
        code="unsure-column",
        message=Bilingual(
            f"没有一栏叫作三级指标或指标名称，“{words}”一栏按指标名称读取，请核对。",
            f"No column is called names of indicators; “{words}” was read as such.",
        ),
        severity=ProblemSeverity.WARNING,
        span=(),
        excerpt=label,
    )


def unnamed(labels: Sequence[str]) -> Problem:
    """A list of values of which no column is known to hold the names of their indicators."""
    said = "、".join(excerpt(label) for label in labels)
    return Problem(
        code="no-names",
        message=Bilingual(
            f"没有找到指标名称一栏，表头是：{said}。",
            f"No column of names of indicators; the heads are: {said}.",
        ),
        severity=ProblemSeverity.WARNING,
        span=(),
        excerpt="",
    )


def taken_for_values(label: str) -> Problem:
    """A column that is called by no known name, and was read as that of the target values."""
    words = excerpt(label)
    return Problem(
        code="unsure-column",
        message=Bilingual(
            f"没有一栏叫作指标值，“{words}”一栏按指标值读取，请核对。",
            f"No column is called target values; “{words}” was read as such.",
        ),
        severity=ProblemSeverity.WARNING,
        span=(),
        excerpt=label,
    )


def unknown_table(title: Traced) -> Problem:
    """A titled table with rows of figures below heads of which none is known."""
    words = excerpt(title.text)
    return told(
        "unread-text",
        title,
        f"“{words}”填有内容，但认不出它的栏目，没有读入，请核对原件。",
        f"“{words}” is filled in, but none of its heads is known: nothing of it was read; compare"
        " it with the original.",
        ProblemSeverity.ERROR,
    )


def empty_table() -> Problem:
    """A head without rows."""
    return Problem(
        code="empty-table",
        message=Bilingual("只有表头，没有数据行。", "The table has a head but no rows."),
        severity=ProblemSeverity.WARNING,
        span=(),
    )


def overlap(before: str, again: Traced) -> Problem:
    """Text that a page repeats of the page before it."""
    words, same = excerpt(again.text), before == again.text
    if same:
        message = Bilingual(
            f"换页处重复印出“{words}”，只读一次。",
            f"“{words}” is printed again after the page break; it was read once.",
        )
    else:
        message = Bilingual(
            f"换页处重复印出的内容前后不同：前页“{excerpt(before)}”，后页“{words}”；按前页读取。",
            f"What the page break repeats differs: “{excerpt(before)}”, then “{words}”;"
            " the earlier was taken.",
        )
    return Problem(
        code="page-overlap",
        message=message,
        severity=ProblemSeverity.NOTE if same else ProblemSeverity.WARNING,
        span=again.span(),
        excerpt=again.text,
    )


def unsure_row(name: Traced) -> Problem:
    """A row at the top of a page that may be a row of its own or the rest of the one before it."""
    words = excerpt(name.text)
    return told(
        "unsure-row",
        name,
        f"换页处的“{words}”没有金额，已按另一个项目读取；也可能是前页项目的续行，请核对原件。",
        f"“{words}” at the top of a page has no amounts and was read as another project; it may"
        " be the rest of the one before, compare it with the original.",
    )


def joined_name(name: Traced) -> Problem:
    """A name in the first row of another table, read as the rest of the one above it."""
    words = excerpt(name.text)
    return told(
        "unsure-row",
        name,
        f"“{words}”在另一张表的第一行，没有自己的金额和目标，接在前一个项目的名称后读取，也可能是另一个项目。",
        f"“{words}” in the first row of another table has no money and goal of its own and was "
        "read as the rest of the name above; it may be another project.",
    )


def joined_to_unit(name: Traced, unit: Traced) -> Problem:
    """A name at the top of a page, read as the rest of that of a unit which stands above it."""
    words, above = excerpt(name.text), excerpt(unit.text)
    return told(
        "unsure-row",
        name,
        f"换页处的“{words}”接在单位“{above}”的名称后读取，也可能是该单位的一个项目，请核对原件。",
        f"“{words}” at the top of a page was read as the rest of the unit “{above}”; it may be a"
        " project of that unit; compare it with the original.",
    )


def unsure_goal(goal: Traced) -> Problem:
    """A goal without a name at a page end, of the project named behind it or of that before."""
    words = excerpt(goal.text)
    return told(
        "unsure-row",
        goal,
        f"换页处的“{words}”没有项目名称，已归入下页第一个项目；也可能属于上一个项目，请核对原件。",
        f"“{words}” at a page end has no name beside it and was read as the goal of the project"
        " named next; it may belong to the one before, compare it with the original.",
    )


def unsure_start(name: Traced) -> Problem:
    """The first name of a list without a title, which stands a page behind its first rows."""
    words = excerpt(name.text)
    return told(
        "unsure-row",
        name,
        f"表的前几行没有项目名称，已归入下页的“{words}”；也可能属于另一个项目，请核对原件。",
        f"the first rows of the table have no name beside them and were read as those of “{words}”"
        " on the next page; they may belong to another project, compare them with the original.",
    )


def unsure_level(above: Traced, below: Traced) -> Problem:
    """A blank level before a page end, read as the one above; it may be that of the next page."""
    words, other = excerpt(above.text), excerpt(below.text)
    return Problem(
        code="unsure-level",
        message=Bilingual(
            f"换页前一行没有印出指标级次，已按上面的“{words}”读取；也可能属于下页的“{other}”，"
            "请核对原件。",
            f"a row before a page end has no level and was read under “{words}” above it; it may"
            f" belong under “{other}” on the next page, compare it with the original.",
        ),
        severity=ProblemSeverity.WARNING,
        span=(*above.span(), *below.span()),
        excerpt=other,
    )


def foreign(level: Traced) -> Problem:
    """What stands in place of a level below real ones: its row may be that of another table."""
    words = excerpt(level.text)
    return told(
        "unsure-row",
        level,
        f"“{words}”不是级次，上面各行的都是：从这一行起可能是另一张表，按指标读取，请核对原件。",
        f"“{words}” is no level, as those of the rows above are; from here on rows may be those of"
        " another table, and were read as indicators, compare them with the original.",
    )


def implied_level(above: Traced, level1: Traced, level2: Traced) -> Problem:
    """A second level below a blank first one that cannot be that of the rows above."""
    words, first, second = excerpt(above.text), level1.text, excerpt(level2.text)
    return told(
        "unsure-level",
        level2,
        f"“{second}”左边没有填一级指标，上面的是“{words}”，两者不符，按“{first}”读取，请核对原件。",
        f"“{second}” has no first level beside it, and is none of “{words}” above; it was read"
        f" under “{first}”, compare it with the original.",
    )


def unread_list(entries: Sequence[Entry]) -> Problem:
    """Heads of a list of indicators that stand like labels, and none that was read."""
    said = "、".join(excerpt(entry.label) for entry in entries)
    return Problem(
        code="unread-text",
        message=Bilingual(
            f"“{said}”像是指标表的表头，未能读成指标（行、列可能互换），原文列在其他内容中，请核对原件。",
            f"“{said}” seem to be heads of a list of indicators of which none could be read (rows"
            " may be columns); all is kept as it is, compare it with the original.",
        ),
        severity=ProblemSeverity.WARNING,
        span=tuple(at for e in entries if e.trace for at in e.trace.span()),
        excerpt=entries[0].value,
    )


def level_amid(above: Traced, below: Traced) -> Problem:
    """A level amid the first rows of a page, all of which were read under it, as if merged."""
    words, other = excerpt(above.text), excerpt(below.text)
    message = Bilingual(
        f"“{other}”印在下页开头几行的中间，已按合并单元格作为这几行的级次；上页的级次不合并、下面"
        f"留空，它上面的几行也可能属于“{words}”，请核对原件。",
        f"“{other}” stands amid the first rows of a page, which were read as merged under it; the"
        f" page before merges none, and the rows above it may belong under “{words}”, compare them"
        " with the original.",
    )
    return replace(unsure_level(above, below), message=message)


def cut_label(label: Traced) -> Problem:
    """A piece of a label, beside which the only goal of a form must stand."""
    words = excerpt(label.text)
    return told(
        "garbled-label",
        label,
        f"栏目名只印出“{words}”，右边的文字按绩效目标读取，请核对原件。",
        f"only “{words}” is left of a label; what stands beside it was read as the goal,"
        " compare it with the original.",
    )


def lost_numeral(head: Traced, whole: str) -> Problem:
    """A head of a level without its numeral, which the heads beside it tell."""
    words = excerpt(head.text)
    return told(
        "garbled-label",
        head,
        f"栏目名识别为“{words}”，按旁边两栏读作“{whole}”，请核对原件。",
        f"a head was recognised as “{words}” and read as “{whole}” by the two beside it; compare it"
        " with the original.",
    )


def misread_label(text: Traced, label: str) -> Problem:
    """The head of a column that another page prints otherwise: 旨标值 for 指标值."""
    return told(
        "garbled-label",
        text,
        f"“{text.text}”按表头的“{label}”读取，疑为误识。",
        f"“{text.text}” was taken for “{label}”, the head of its column.",
        ProblemSeverity.NOTE,
    )


def lost_label(value: Traced) -> Problem:
    """A text without any label, which must be the only goal of a form."""
    words = excerpt(value.text)
    return told(
        "garbled-label",
        value,
        f"“{words}”左边没有印出栏目名，按绩效目标读取，请核对原件。",
        f"no label is left of “{words}”, which was read as the goal; compare it with the original.",
    )


@dataclass(frozen=True, slots=True)
class Empty:
    """A table of which only the title and the heads are printed, and what is said below it."""

    title: Traced
    remark: Traced


def empty(table: Empty) -> Problem:
    """A table of which only the title and the heads are printed; a remark may say why."""
    words, said = excerpt(table.title.text), excerpt(table.remark.text)
    message = Bilingual(
        f"“{words}”只有表头，没有填写内容。", f"“{words}” has heads only, nothing is filled in."
    )
    if said:
        message = Bilingual(
            f"{message.zh}表下写道：“{said}”。", f"{message.en} Below it: “{said}”."
        )
    return Problem(
        code="empty-table",
        message=message,
        severity=ProblemSeverity.NOTE if said else ProblemSeverity.WARNING,
        span=table.title.span() + table.remark.span(),
        excerpt=table.title.text + table.remark.text,
    )


def as_note(problem: Problem) -> Problem:
    """Return a problem of a sheet that is none of the document: another sheet holds its tables."""
    return replace(problem, severity=ProblemSeverity.NOTE)
