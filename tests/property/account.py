"""An account of source characters made from the outside: from spans alone, not from the ledger."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.reading.ledger import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Place, TargetTable, Traced
    from jiheng.pipeline import ReadResult

# What may stand in a source without being part of any value: the words of the printed form.
COLUMNS = re.compile(
    r"项目名称(?:[（(]资金使用单位[）)])?|总计|财政拨款|财政专户拨款|其他资金|绩效目标|绩效指标"
    r"|部门名称[:：]|单位[:：]|部门[:：]|第\d+页共\d+页|<[^<>]*>|&nbsp;|&ensp;|&#160;"
)
SEPARATOR = re.compile(
    r"(?:实施周期|周?期|.?度|年.|实施..|.{1,2}周.)?指?标值|值(?=[:：])|[;；:：,，。、.|#\-—–－一/*=+_\\]|无|不适用"
)


def unaccounted(text: str, result: ReadResult) -> str:
    """Return the characters of a text that no value, problem or separator explains."""
    lines = re.split(r"\r\n|\n|\r", text)
    seen = [bytearray(len(line)) for line in lines]
    for place in _places(result):
        marks = seen[(place.line or 1) - 1]
        marks[place.start : place.end] = b"\x01" * (place.end - place.start)
    rest = "\x00".join(
        line[match.start() : match.end()]
        for line, marks in zip(lines, seen, strict=True)
        for match in re.finditer(rb"\x00+", marks)
    )
    rest = re.sub(f"[{BLANK}]", "", rest)
    # A page break may fall within the words of the form, so they are looked for across lines,
    # after what the new page prints again.
    for table in result.tables:
        for printed_again in table.traces.values():
            rest = rest.replace(printed_again.text, "")
    return SEPARATOR.sub("", COLUMNS.sub("", rest))


def invented(result: ReadResult) -> Iterator[str]:
    """Yield each recorded text whose source does not say it."""
    for table in result.tables:
        for trace in _traces(table):
            for run in trace.runs():
                said = run.origin.raw[run.offset : run.offset + run.width]
                if run.width == run.length and not said:
                    yield trace.text
        for trace in _traces(table):
            raw = "".join(
                run.origin.raw[run.offset : run.offset + run.width] for run in trace.runs()
            )
            plain = raw.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
            if re.sub(f"[{BLANK}]", "", plain) != trace.text.replace(" ", ""):
                yield trace.text


def _places(result: ReadResult) -> Iterator[Place]:
    for problem in result.problems:
        yield from problem.span
    for table in result.tables:
        for problem in table.problems:
            if problem.code != "clipped-cell":  # its place shows where, not what
                yield from problem.span
        for trace in _traces(table):
            yield from trace.span()


def _traces(table: TargetTable) -> Iterator[Traced]:
    yield from table.traces.values()
    for row in table.rows:
        yield from row.traces.values()
        for indicator in row.indicators:
            yield from indicator.traces.values()
