from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.unit.writing.official.tables import DECLARATION, DISCLOSURE, TABLES

from jiheng.errors import UnknownName, UnwritableTable
from jiheng.model import Indicator, Row, RowKind, TargetTable
from jiheng.writing import (
    OFFICIAL_FILES,
    OFFICIAL_FORMS,
    usual_form,
    write_official,
    write_tables,
)

BEGINNINGS = {"xlsx": b"PK", "docx": b"PK", "pdf": b"%PDF", "html": b"<!DOCTYPE", "md": b"#"}
PRINTED = [(form.name, file) for form in OFFICIAL_FORMS.values() for file in form.files]


def needs(file: str) -> None:
    if file == "pdf":
        pytest.importorskip("typst", reason="the extra pdf is not installed")
        pytest.importorskip("pylopdf_fonts_zh_cn", reason="the extra pdf is not installed")


@pytest.mark.parametrize(("form", "file"), PRINTED)
def test_every_form_is_printed_in_each_of_its_files(form: str, file: str) -> None:
    needs(file)
    assert write_official([TABLES[form]], form, file).startswith(BEGINNINGS[file])


@pytest.mark.parametrize(("form", "file"), PRINTED)
def test_no_table_at_all_is_printed_too(form: str, file: str) -> None:
    needs(file)
    assert isinstance(write_official([], form, file), bytes)


@pytest.mark.parametrize("form", TABLES)
def test_a_table_suits_the_form_it_was_made_for(form: str) -> None:
    assert usual_form(TABLES[form]) == form


def test_projects_with_columns_that_disclosure_lacks_are_declared() -> None:
    item = Indicator(name="乙", weight=Decimal(10))
    table = TargetTable(rows=(Row(kind=RowKind.PROJECT, name="甲", indicators=(item,)),))
    assert usual_form(table) == "declaration"


def test_a_list_with_sums_is_for_disclosure_whatever_it_says() -> None:
    total = Row(kind=RowKind.GRAND_TOTAL, name="合计")
    assert usual_form(replace(DECLARATION, rows=(total, *DECLARATION.rows))) == "disclosure"


def test_what_is_said_of_units_alone_is_for_the_form_of_a_department() -> None:
    item = Indicator(name="乙", weight=Decimal(10))
    table = TargetTable(rows=(Row(kind=RowKind.ORGANIZATION, name="甲", indicators=(item,)),))
    assert usual_form(table) == "department"


def test_disclosure_in_a_workbook_is_the_form_that_reads_back() -> None:
    assert write_official([DISCLOSURE], None, "xlsx") == write_tables([DISCLOSURE], "xlsx")


def test_tables_of_different_kinds_are_printed_each_in_its_form() -> None:
    both = write_official([DISCLOSURE, TABLES["monitoring"]], None, "docx")
    assert both != write_official([DISCLOSURE, TABLES["monitoring"]], "disclosure", "docx")


def test_an_unknown_form_names_those_that_exist() -> None:
    with pytest.raises(UnknownName) as caught:
        write_official([], "json", "xlsx")
    assert caught.value.known == tuple(OFFICIAL_FORMS)


@pytest.mark.parametrize(("form", "file"), [("declaration", "html"), ("disclosure", "doc")])
def test_a_file_that_a_form_is_not_printed_in_names_those_it_is(form: str, file: str) -> None:
    with pytest.raises(UnknownName) as caught:
        write_official([TABLES[form]], form, file)
    assert caught.value.known == OFFICIAL_FORMS[form].files


def test_files_have_suffixes_of_their_own() -> None:
    suffixes = [suffix for file in OFFICIAL_FILES.values() for suffix in file.suffixes]
    assert len(set(suffixes)) == len(suffixes)


def test_no_department_is_made_of_projects() -> None:
    with pytest.raises(UnwritableTable) as caught:
        write_official([DECLARATION], "department", "xlsx")
    assert "列的是项目" in caught.value.text("zh")
