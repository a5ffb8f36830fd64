"""What the published schema and each form promise."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.property.strategies import printable_tables, tables

from jiheng.errors import UnknownName
from jiheng.model import (
    Funding,
    FundingLine,
    Indicator,
    NumberTarget,
    Place,
    Row,
    RowKind,
    TargetTable,
    Traced,
)
from jiheng.reading.interchange import shapes
from jiheng.writing import FORMS, table_schema, write_package, write_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA: dict[str, Any] = json.loads(table_schema())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

INDICATOR = Indicator(
    seq=1,
    name="人数",
    annual_value="≥30万户",
    target=NumberTarget(op="≥", number=Decimal(30), unit="万户"),
    traces={"name": Traced.at("人数", (Place(line=7, start=3, end=5),))},
)
TABLE = TargetTable(
    title="项目支出绩效目标表",
    rows=(
        Row(
            kind=RowKind.PROJECT,
            name="甲项目",
            funding=Funding(total=Decimal("80.00"), other=Decimal("132735.81")),
            indicators=(INDICATOR,),
        ),
    ),
)


def written(table: TargetTable) -> Any:
    return json.loads(write_tables([table], "json"))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@settings(deadline=None, max_examples=40)
@given(tables())
def test_what_is_written_follows_the_schema(table: TargetTable) -> None:
    VALIDATOR.validate(written(table))


def test_every_object_of_the_schema_is_closed() -> None:
    objects = [node for node in _nodes(SCHEMA) if node.get("type") == "object"]
    closed = [node for node in objects if "additionalProperties" in node]
    assert (len(objects), [node for node in objects if node not in closed]) == (len(closed), [])


@pytest.mark.parametrize(
    ("definition", "shape"),
    [
        (None, shapes.TableRecord),
        ("source", shapes.SourceRecord),
        ("row", shapes.RowRecord),
        ("funding", shapes.FundingRecord),
        ("funding_line", shapes.FundingLineRecord),
        ("task", shapes.TaskRecord),
        ("entry", shapes.EntryRecord),
        ("indicator", shapes.IndicatorRecord),
        ("level", shapes.LevelRecord),
        ("problem", shapes.ProblemRecord),
        ("place", shapes.PlaceRecord),
        ("span", shapes.SpanRecord),
        ("number", shapes.NumberRecord),
        ("range", shapes.RangeRecord),
        ("deadline", shapes.DeadlineRecord),
        ("several", shapes.SeveralRecord),
        ("text", shapes.TextRecord),
    ],
)
def test_reader_and_schema_know_the_same_fields(
    definition: str | None, shape: type[msgspec.Struct]
) -> None:
    node = SCHEMA if definition is None else SCHEMA["$defs"][definition]
    fields = msgspec.structs.fields(shape)
    tag = {"kind"} if shape.__struct_config__.tag_field else set()
    assert set(node["properties"]) == {field.name for field in fields} | tag
    assert set(node["required"]) == {field.name for field in fields if field.required} | tag


def test_keys_stand_in_the_order_of_the_contract() -> None:
    table = written(TABLE)
    assert list(table)[:11] == [
        "schema",
        "title",
        "department",
        "fiscal_year",
        "money_unit",
        "months",
        "kind",
        "layout",
        "confidence",
        "source",
        "rows",
    ]
    assert list(table["rows"][0]) == [
        "kind",
        "name",
        "organization",
        "funding",
        "goal",
        "span",
        "spans",
        "indicators",
    ]


def test_decimals_are_strings_with_their_printed_digits() -> None:
    assert written(TABLE)["rows"][0]["funding"] == {
        "total": "80.00",
        "fiscal_appropriation": None,
        "special_account": None,
        "other": "132735.81",
    }


def test_a_target_keeps_its_printed_unit() -> None:
    target = written(TABLE)["rows"][0]["indicators"][0]["target"]
    assert target == {"kind": "number", "op": "≥", "number": "30", "unit": "万户"}


def test_a_span_says_only_what_is_known() -> None:
    indicator = written(TABLE)["rows"][0]["indicators"][0]
    assert (indicator["span"], indicator["spans"]) == (
        {"line": 7, "start": 3, "end": 5},
        {"name": {"line": 7, "start": 3, "end": 5}},
    )


def test_a_value_on_two_pages_names_the_second_place_too() -> None:
    places = (Place(line=7, start=3, end=5), Place(line=9, start=0, end=2))
    table = TargetTable(title="甲乙丙丁", traces={"title": Traced.at("甲乙丙丁", places)})
    assert written(table)["spans"]["title"] == {
        "line": 7,
        "start": 3,
        "end": 5,
        "continued": [{"line": 9, "start": 0, "end": 2}],
    }


def test_an_unknown_place_is_null() -> None:
    assert written(TABLE)["rows"][0]["span"] is None


def test_what_few_forms_print_is_left_out_where_it_holds_nothing() -> None:
    row = Row(kind=RowKind.PROJECT, name="甲", code="", score=Decimal("98.50"))
    (found,) = written(TargetTable(rows=(row,)))["rows"]
    assert (found["code"], found["score"], {"grade", "lines", "further"} & set(found)) == (
        "",
        "98.50",
        set(),
    )


def test_a_line_of_money_holds_its_printed_columns_only() -> None:
    line = FundingLine(label="财政拨款", budget=Decimal("10.00"), rate=Decimal("98.6"))
    row = Row(kind=RowKind.PROJECT, name="甲", lines=(line,))
    (found,) = written(TargetTable(rows=(row,)))["rows"][0]["lines"]
    assert found == {
        "label": "财政拨款",
        "budget": "10.00",
        "rate": "98.6",
        "span": None,
        "spans": {},
    }


def test_confidence_has_three_digits() -> None:
    place = Place(page=1, start=0, end=2, confidence=0.98765)
    table = TargetTable(
        title="甲乙", confidence=2 / 3, traces={"title": Traced.at("甲乙", (place,))}
    )
    found = written(table)
    assert (found["confidence"], found["spans"]["title"]["confidence"]) == (0.667, 0.988)


def test_a_whole_is_as_sure_as_its_least_sure_part() -> None:
    sure = Place(page=1, start=0, end=2, confidence=0.9)
    unsure = Place(page=1, start=2, end=4, confidence=0.5)
    traces = {"name": Traced.at("甲乙", (sure,)), "code": Traced.at("01", (unsure,))}
    row = Row(kind=RowKind.PROJECT, name="甲乙", code="01", traces=traces)
    (found,) = written(TargetTable(rows=(row,)))["rows"]
    assert found["span"] == {"page": 1, "confidence": 0.5, "start": 0, "end": 4}


def test_several_tables_are_a_list() -> None:
    assert len(json.loads(write_tables([TABLE, TABLE], "json"))) == 2


def test_chinese_is_written_as_it_is() -> None:
    assert "项目支出绩效目标表".encode() in write_tables([TABLE], "json")


def test_json_lines_hold_one_table_a_line() -> None:
    lines = write_tables([TABLE, TABLE], "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == [written(TABLE)] * 2


@pytest.mark.parametrize("form", FORMS)
def test_every_form_writes_no_table_at_all(form: str) -> None:
    assert isinstance(write_tables([], form), bytes)


def test_an_unknown_form_names_those_that_exist() -> None:
    with pytest.raises(UnknownName) as caught:
        write_tables([TABLE], "docx")
    assert caught.value.known == tuple(FORMS)


@settings(deadline=None, max_examples=30)
@given(st.lists(tables(), max_size=2))
def test_the_package_describes_the_columns_of_each_file(made: list[TargetTable]) -> None:
    files = write_package(made)
    for resource in json.loads(files["datapackage.json"])["resources"]:
        head = files[resource["path"]].decode("utf-8-sig").split("\r\n", 1)[0]
        assert head.split(",") == [field["name"] for field in resource["schema"]["fields"]]


@settings(deadline=None, max_examples=20)
@given(tables())
def test_foreign_keys_lead_to_keys(table: TargetTable) -> None:
    resources = json.loads(write_package([table])["datapackage.json"])["resources"]
    keys = {resource["name"]: resource["schema"].get("primaryKey") for resource in resources}
    for resource in resources:
        for foreign in resource["schema"].get("foreignKeys", []):
            reference = foreign["reference"]
            assert reference["fields"] == keys[reference["resource"]]


@settings(deadline=None, max_examples=30)
@given(printable_tables())
def test_no_formula_gets_into_a_workbook(table: TargetTable) -> None:
    book = load_workbook(io.BytesIO(write_tables([table], "xlsx")))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []


def _nodes(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from _nodes(value)
