from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.errors import UnreadableFile
from jiheng.reading.containers.texts import comma_lines
from jiheng.reading.containers.texts.text import read_text
from jiheng.reading.documents import read_document

HEADS = "项目名称,总计,绩效目标,一级指标,二级指标,三级指标,指标值"
CELLS = st.text(st.sampled_from('甲乙丙0,"。'), min_size=1, max_size=6)


def rows(text: str) -> list[list[str]]:
    return [[cell.text for cell in row] for row in read_text(text.encode(), "表.csv").rows]


def test_a_row_of_values_is_a_row_of_cells() -> None:
    assert rows("甲,,乙\n,丙,\n\n") == [["甲", "", "乙"], ["", "丙", ""]]


def test_a_line_with_its_first_cell_alone_is_prose() -> None:
    assert rows("绩效目标表,,\n甲,乙,丙") == [["绩效目标表"], ["甲", "乙", "丙"]]


def test_a_value_in_quotes_holds_commas_quotes_and_line_ends() -> None:
    assert rows('"甲,乙","他说""好""","一\n\n二"\n丙,丁,戊') == [
        ["甲,乙", '他说"好"', "一二"],
        ["丙", "丁", "戊"],
    ]


def test_quotes_that_are_never_closed_end_with_the_file() -> None:
    assert rows('甲,"乙\n丙') == [["甲", "乙丙"]]


@pytest.mark.parametrize("text", ["甲\t乙,丙", "| 甲,乙 |", "<table>甲,乙</table>", "甲"])
def test_what_begins_like_another_text_is_read_as_that(text: str) -> None:
    assert not comma_lines.is_comma_parted(text, "表.csv")


HEADED = '单位：万元\n项目名称,"绩效目标",一级指标,指标值\n甲,办好,产出指标,5人\n'


@pytest.mark.parametrize("name", ["-", "表.txt", "表"])
def test_a_head_between_commas_parts_a_file_of_any_name(name: str) -> None:
    assert comma_lines.is_comma_parted(HEADED, name)


@pytest.mark.parametrize(
    "text",
    [
        "项目名称,绩效目标\n甲,办好\n",
        "本表列出项目名称,以及绩效目标,还有绩效指标,各不相同。\n",
        "| 项目名称 | 绩效目标,一级指标,指标值 |\n",
        "项目名称\t绩效目标\t一级指标,二级指标,指标值\n",
    ],
)
def test_commas_of_a_text_without_such_a_head_part_nothing(text: str) -> None:
    assert not comma_lines.is_comma_parted(text, "-")


@pytest.mark.parametrize(
    ("raw", "said"),
    [("'=1+1", "=1+1"), ("'＋86", "＋86"), ("''90后", "'90后"), ("'90后", "'90后"), ("'", "'")],
)
def test_an_apostrophe_before_what_might_be_computed_is_no_part_of_it(raw: str, said: str) -> None:
    assert rows(f"甲,{raw}\n")[0][1] == said


def test_a_tab_within_a_value_parts_nothing() -> None:
    assert rows('名称,\t甲,,\n目标,"一\t"\n"二\n三\t",丙,') == [
        ["名称", "甲", "", ""],
        ["目标", "一"],
        ["二三", "丙", ""],
    ]


def test_lines_of_one_field_may_stand_above_the_table() -> None:
    text = (
        f"2026年项目支出绩效目标表\n单位：万元\n\n{HEADS}\n甲,12,目标,效益指标,社会效益指标,率,5%\n"
    )
    (table,) = read_document(text.encode(), "表.csv").tables
    assert (table.fiscal_year, table.money_unit, table.rows[0].name) == (2026, "万元", "甲")


@pytest.mark.parametrize("text", ["甲,乙\n丙,丁", '"甲""乙""丙",丁,戊'])
def test_more_cells_and_quotes_than_any_table_has_are_refused(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comma_lines, "MAX_PLACES", 3)
    with pytest.raises(UnreadableFile):
        rows(text)


def test_many_quotes_in_a_row_are_held_as_one_stretch() -> None:
    ((cell, _),) = read_text(b'"a' + b'""' * 500 + b'b",c', "a.csv").rows
    assert cell.text == f"a{chr(34) * 500}b"
    assert [(place.start, place.end) for place in cell.span()] == [(1, 1003)]


@given(st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=5))
def test_what_is_written_as_csv_is_read_as_it_was(table: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows(table)
    assert rows(stream.getvalue()) == table


def test_a_table_of_one_column_a_field_is_read() -> None:
    text = HEADS + '\n道路养护,100,"养护,出行",产出指标,数量指标,里程,≥9公里\n'
    ((row,),) = (t.rows for t in read_document(text.encode(), "表.csv").tables)
    assert (row.name, row.goal, len(row.indicators)) == ("道路养护", "养护,出行", 1)


def test_a_value_in_quotes_goes_on_over_lines_between_tabs_too() -> None:
    text = '单位\t"某局\n（盖章）"\t乙\n丙\t"丁"\t"他说""好"""\n'
    assert rows(text) == [["单位", "某局（盖章）", "乙"], ["丙", "丁", '他说"好"']]


@pytest.mark.parametrize(
    "text", ['甲\t"乙"\n丙\t丁"', '<p>甲\t"乙\n丙"</p>', '甲\t"乙<b>\n"', '"甲\n乙"']
)
def test_quotes_in_other_texts_are_words(text: str) -> None:
    assert not comma_lines.is_quoted_over_lines(text)


def test_more_rows_than_any_table_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comma_lines, "MAX_ROWS", 2)
    with pytest.raises(UnreadableFile):
        rows("甲,乙\n丙,丁\n戊,己")


def test_quotes_that_are_never_closed_are_told_where_they_begin() -> None:
    (problem,) = read_text('甲,乙\n丙,"丁,戊\n己,庚\n'.encode(), "表.csv").problems
    assert (problem.code, problem.excerpt) == ("unended-quote", '"丁,戊')
    assert [(at.line, at.start) for at in problem.span] == [(2, 2)]


def test_quotes_that_are_closed_are_not_told() -> None:
    assert not read_text('甲,"乙\n丙",丁\n'.encode(), "表.csv").problems
