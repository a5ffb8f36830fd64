"""A chart of bars as a part of a Word document (DrawingML), drawn by Word, WPS and LibreOffice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from lxml import etree

from jiheng.results.words import plain

if TYPE_CHECKING:
    from decimal import Decimal

    from docx.document import Document as Word
    from lxml.etree import _Element

    from jiheng.writing.drafts.blocks import Bars

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_COLOURS = ("1D4F91", "C77700", "2E7D4F")
_WIDTH, _LEAST_HEIGHT, _BAR_HEIGHT = 5_760_000, 1_600_000, 180_000
"""English Metric Units: 16 cm wide, at least 4.4 cm high, half a cm for each bar."""
_TALLEST = 5_400_000
"""Less than two thirds of a page."""


def add_chart(document: Word, bars: Bars, number: int) -> None:
    """Add a chart in a paragraph of its own.

    Args:
        document: At its end.
        bars: What it shows.
        number: Of the chart in the document, from 1.
    """
    name = PackURI(f"/word/charts/chart{number}.xml")
    part = Part(name, _CONTENT, _chart(bars), document.part.package)
    key = document.part.relate_to(part, f"{_R}/chart")
    count = len(bars.labels) * len(bars.series)
    height = min(max(_LEAST_HEIGHT, _BAR_HEIGHT * (count + 3)), _TALLEST)
    run = document.add_paragraph().add_run()
    run._r.append(_drawing(key, bars.title, number, height))  # noqa: SLF001 - no other way


def _drawing(key: str, title: str, number: int, height: int) -> _Element:
    drawing = parse_xml(
        f'<w:drawing xmlns:w="{_W}" xmlns:wp="{_WP}" xmlns:a="{_A}" xmlns:c="{_C}" xmlns:r="{_R}">'
        f'<wp:inline><wp:extent cx="{_WIDTH}" cy="{height}"/><wp:docPr id="{number}" name=""/>'
        f'<a:graphic><a:graphicData uri="{_C}"><c:chart r:id="{key}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )
    for described in drawing.iter(f"{{{_WP}}}docPr"):
        described.set("name", title)
        described.set("descr", title)
    return drawing


def _chart(bars: Bars) -> bytes:
    space = etree.Element(f"{{{_C}}}chartSpace", nsmap={"c": _C, "a": _A})
    chart = _add(space, "chart")
    _title(chart, bars.title)
    _add(chart, "autoTitleDeleted", "0")
    plot = _add(chart, "plotArea")
    made = _add(plot, "barChart")
    _add(made, "barDir", "bar")
    _add(made, "grouping", "clustered")
    _add(made, "varyColors", "0")
    for index, (name, values) in enumerate(bars.series):
        _series(made, index, name, bars.labels, values, named=len(bars.series) > 1)
    _add(made, "gapWidth", "60")
    for axis in ("1", "2"):
        _add(made, "axId", axis)
    _axis(plot, "catAx", own="1", other="2", at="l", turned="maxMin")
    _axis(plot, "valAx", own="2", other="1", at="t", turned="minMax", most=bars.most)
    _add(chart, "plotVisOnly", "1")
    _add(chart, "dispBlanksAs", "gap")
    _small(space)
    return etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True)


def _title(chart: _Element, text: str) -> None:
    rich = _add(_add(_add(chart, "title"), "tx"), "rich")
    etree.SubElement(rich, f"{{{_A}}}bodyPr")
    paragraph = etree.SubElement(rich, f"{{{_A}}}p")
    run = etree.SubElement(paragraph, f"{{{_A}}}r")
    etree.SubElement(run, f"{{{_A}}}rPr", {"lang": "zh-CN", "sz": "1100", "b": "1"})
    etree.SubElement(run, f"{{{_A}}}t").text = text


def _small(space: _Element) -> None:
    said = _add(space, "txPr")
    etree.SubElement(said, f"{{{_A}}}bodyPr")
    paragraph = etree.SubElement(said, f"{{{_A}}}p")
    properties = etree.SubElement(paragraph, f"{{{_A}}}pPr")
    etree.SubElement(properties, f"{{{_A}}}defRPr", {"sz": "900"})


def _series(
    made: _Element,
    index: int,
    name: str,
    labels: tuple[str, ...],
    values: tuple[Decimal | None, ...],
    *,
    named: bool,
) -> None:
    series = _add(made, "ser")
    _add(series, "idx", str(index))
    _add(series, "order", str(index))
    _literal(_add(_add(series, "tx"), "strRef"), "strCache", (name,))
    fill = etree.SubElement(_add(series, "spPr"), f"{{{_A}}}solidFill")
    etree.SubElement(fill, f"{{{_A}}}srgbClr", {"val": _COLOURS[index % len(_COLOURS)]})
    _add(series, "invertIfNegative", "0")
    shown = _add(series, "dLbls")
    # Names stand at the bars: programs list them in a legend in one order or the other.
    told = {"Val", "SerName"} if named else {"Val"}
    for part in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize"):
        _add(shown, f"show{part}", "1" if part in told else "0")
    _add(shown, "separator").text = " "
    _literal(_add(_add(series, "cat"), "strRef"), "strCache", labels)
    numbers = tuple(None if value is None else plain(value) for value in values)
    _literal(_add(_add(series, "val"), "numRef"), "numCache", numbers)


def _literal(parent: _Element, kind: str, values: tuple[str | None, ...]) -> None:
    """Write values that come from no workbook, as the kept ones of a reference."""
    _add(parent, "f").text = "0"
    cache = _add(parent, kind)
    if kind == "numCache":
        _add(cache, "formatCode").text = "General"
    _add(cache, "ptCount", str(len(values)))
    for index, value in enumerate(values):
        if value is not None:
            point = etree.SubElement(cache, f"{{{_C}}}pt", {"idx": str(index)})
            _add(point, "v").text = value


def _axis(
    plot: _Element,
    kind: str,
    *,
    own: str,
    other: str,
    at: str,
    turned: str,
    most: int | None = None,
) -> None:
    axis = _add(plot, kind)
    _add(axis, "axId", own)
    scaling = _add(axis, "scaling")
    _add(scaling, "orientation", turned)
    if kind == "valAx":
        if most is not None:
            _add(scaling, "max", str(most))
        # Bars are compared by their length: they begin at nought.
        _add(scaling, "min", "0")
    _add(axis, "delete", "0")
    _add(axis, "axPos", at)
    _add(axis, "crossAx", other)


def _add(parent: _Element, name: str, value: str | None = None) -> _Element:
    attributes = {} if value is None else {"val": value}
    return etree.SubElement(parent, f"{{{_C}}}{name}", attributes)
