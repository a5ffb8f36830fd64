from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from tests.unit.schemes.making import cases, figures, leaf, scheme

from jiheng.errors import UnreadableFile, UnwritableTable
from jiheng.schemes import Figures, Indicator, Scheme, rank, read_scheme
from jiheng_evidence.schemes.files import load_figures, load_scheme
from jiheng_evidence.schemes.synthetic import synthetic_figures
from jiheng_evidence.schemes.workbook import scheme_workbook

EXAMPLES = sorted((Path(__file__).parents[4] / "samples" / "schemes").glob("*.toml"))


def _same(one: Figures, other: Figures) -> bool:
    columns = {head: list(column) for head, column in one.columns.items()}
    return (
        one.entities == other.entities
        and one.groups == other.groups
        and columns == {head: list(column) for head, column in other.columns.items()}
    )


@given(cases())
@settings(max_examples=20, deadline=None)
def test_a_workbook_is_read_back_as_it_was_written(case: tuple[Scheme, Figures]) -> None:
    of, data = case
    book = scheme_workbook(of, data)
    assert load_scheme(book, "x.xlsx") == of
    assert _same(load_figures(of, book, "x.xlsx"), data)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_sound_says_that_it_is_one_and_ranks(path: Path) -> None:
    of = load_scheme(path.read_bytes(), path.name)
    data = synthetic_figures(of)
    book = scheme_workbook(of, data)
    assert of.example
    assert "示例" in of.name
    assert load_scheme(book, "x.xlsx") == of
    assert _same(load_figures(of, book, "x.xlsx"), data)
    assert any(found.rank == 1 for found in rank(of, data).standings)


def test_there_are_four_examples_and_two_of_thirty_indicators() -> None:
    counts = [len(read_scheme(path.read_bytes(), path.name).leaves) for path in EXAMPLES]
    assert len(counts) == 4
    assert sum(count >= 30 for count in counts) == 2


def test_siblings_that_add_up_to_their_parent_are_said_in_words() -> None:
    of = scheme(
        Indicator(code="A", name="A", weight=Decimal(100)),
        leaf("B", parent="A"),
        siblings=None,
    )
    assert load_scheme(scheme_workbook(of), "x.xlsx") == of


def test_values_are_those_of_the_cells_not_as_they_are_shown() -> None:
    of = scheme(leaf("A"))
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["排名数据"])
    sheet.append(["企业", "A"])
    sheet.append(["甲", 1.2345])
    sheet["B3"].number_format = "0"
    stream = io.BytesIO()
    book.save(stream)
    assert load_figures(of, stream.getvalue(), "x.xlsx").value("A", 0) == Decimal("1.2345")


def formatted(*cells: tuple[object, str]) -> bytes:
    """Return data of one indicator: a value and its number format for each entity."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("企业", "A"))
        for row, (value, shape) in enumerate(cells, 1):
            sheet.write(row, 0, f"企业{row}")
            sheet.write(row, 1, value, book.add_format({"num_format": shape}))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("value", "shape", "meant"),
    [
        (0.85, "0%", "85"),
        (0.8549, "0%", "85.49"),
        (0.004, "0%", "0.4"),
        (-0.125, "0.0%", "-12.5"),
        (12.5, "#,##0.00%", "1250"),
        (0, "0%", "0"),
        ("85%", "@", "85"),
        (85, "0", "85"),
        (85, '0"%"', "85"),
        (0.85, "0.00", "0.85"),
    ],
)
def test_per_cent_is_the_same_however_a_cell_holds_it(
    value: object, shape: str, meant: str
) -> None:
    found = load_figures(scheme(leaf("A", unit="%")), formatted((value, shape)), "x.xlsx")
    assert found.value("A", 0) == Decimal(meant)


def test_per_cent_as_text_and_as_format_may_stand_in_one_column() -> None:
    data = formatted(("85%", "@"), (0.85, "0%"), ("", "0%"))
    found = load_figures(scheme(leaf("A", unit="%")), data, "x.xlsx")
    assert [found.value("A", place) for place in range(3)] == [Decimal(85), Decimal(85), None]


@pytest.mark.parametrize("unit", ["", "亿元"])
def test_per_cent_where_the_unit_is_another_is_refused_with_its_cell(unit: str) -> None:
    of = scheme(leaf("A", unit=unit))
    with pytest.raises(UnreadableFile, match="cell B3 is shown as per cent"):
        load_figures(of, formatted((1, "0"), (0.85, "0%")), "x.xlsx")


def test_per_cent_as_text_where_the_unit_is_another_is_refused_with_its_cell() -> None:
    of = scheme(leaf("A", unit="万元"))
    with pytest.raises(UnreadableFile, match="cell B3 is shown as per cent"):
        load_figures(of, "企业,A\n甲,1\n乙,10%\n".encode(), "x.csv")


def test_texts_are_never_computed() -> None:
    of = scheme(leaf("A", name="=1+1", note="+cmd|' /C calc'!A0"))
    data = figures(of, {"=1+1": [1]})
    sheets = openpyxl.load_workbook(io.BytesIO(scheme_workbook(of, data)))
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"n", "s"}
    dangerous = [cell for cell in cells if str(cell.value).startswith(("=", "+"))]
    assert len(dangerous) == 3
    assert all(cell.quotePrefix for cell in dangerous)


def test_csv_is_read_whatever_its_encoding_and_order() -> None:
    of = scheme(leaf("A", weight=Decimal(50)), leaf("B", weight=Decimal(50)), group="组")
    text = "组,B,企业,A\nx,2,甲,1\ny,—,乙,3\n"
    for data in (text.encode("utf-8-sig"), text.encode("gb18030")):
        found = load_figures(of, data, "x.csv")
        assert found.entities == ("甲", "乙")
        assert found.groups == ("x", "y")
        assert [found.value("B", 0), found.value("B", 1)] == [Decimal(2), None]


@pytest.mark.parametrize(
    "text",
    [
        "企业\n甲\n",
        "名称,A\n甲,1\n",
        "企业,A,A\n甲,1,2\n",
        "企业,A\n甲,1\n甲,2\n",
        "企业,A\n甲,多\n",
    ],
)
def test_data_that_does_not_fit_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFile):
        load_figures(scheme(leaf("A")), text.encode(), "x.csv")


def test_too_many_rows_are_refused() -> None:
    text = "企业,A\n" + "甲,1\n" * 200_001
    with pytest.raises(UnreadableFile):
        load_figures(scheme(leaf("A")), text.encode(), "x.csv")


@pytest.mark.parametrize(
    "rows",
    [
        {},
        {"方案": []},
        {"方案": [["名称", 1]], "指标": []},
        {"方案": [["方案名称", "n"]], "指标": []},
    ],
)
def test_a_workbook_without_a_scheme_is_refused(rows: dict[str, list[list[object]]]) -> None:
    book = openpyxl.Workbook()
    for name, lines in rows.items():
        sheet = book.create_sheet(name)
        for line in lines or [["?"]]:
            sheet.append(line)
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(UnreadableFile):
        load_scheme(stream.getvalue(), "x.xlsx")


def test_a_text_too_long_for_a_cell_is_refused() -> None:
    of = scheme(leaf("A"))
    data = Figures(entities=("x" * 40_000,), groups=("",), columns={"A": [1]})
    with pytest.raises(UnwritableTable):
        scheme_workbook(of, data)


def test_long_numbers_keep_their_digits() -> None:
    of = scheme(leaf("A"))
    data = figures(of, {"A": ["123456789012345.12345678"]})
    assert _same(load_figures(of, scheme_workbook(of, data), "x.xlsx"), data)


def test_a_value_that_is_no_number_is_told_with_its_cell() -> None:
    data = formatted((1, "0"), ("abc", "@"))
    with pytest.raises(UnreadableFile, match="cell B3, “A” of “企业2”"):
        load_figures(scheme(leaf("A")), data, "x.xlsx")
