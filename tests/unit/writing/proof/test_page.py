"""What the page shows beside what."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.writing.proof.building import (
    a_picture,
    a_problem,
    a_project,
    a_table,
    an_indicator,
    in_cell,
    in_line,
    on_page,
)

from jiheng.model import Place, Row, RowKind
from jiheng.writing.proof import marked_pages
from jiheng.writing.proof.page import Proof, proof_of


def _proof(*rows: Row, pages: int | None = 9) -> Proof:
    return proof_of([a_table(*rows, pages=pages)], (), {1: a_picture()}, "甲局.pdf", "zh")


def test_the_numbers_at_the_head_are_those_of_the_document() -> None:
    table = a_table(
        a_project(on_page("培训"), indicators=(an_indicator(confidence=0.5), an_indicator(500, 3))),
        problems=(a_problem(), a_problem("page-overlap")),
        pages=9,
    )
    proof = proof_of([table], (), {}, "甲局.pdf", "zh")
    assert (proof.projects, proof.indicators, proof.values) == (1, 2, 9)
    assert (proof.unread, proof.troubles, proof.doubtful) == (1, 1, 16)
    assert (proof.pages, proof.all_pages) == (2, 9)


def test_a_line_that_says_there_is_no_indicator_is_not_counted() -> None:
    none = replace(an_indicator(), name="无", annual_value="无", period_value=None)
    assert _proof(a_project(indicators=(none, an_indicator()))).indicators == 1


def test_pages_without_marks_are_left_out() -> None:
    proof = _proof(a_project(on_page("甲", page=5)), a_project(on_page("乙", page=2)))
    assert [view.leaf.number for view in proof.leaves] == [2, 5]


def test_the_pages_to_be_drawn_are_those_with_marks() -> None:
    trouble = a_problem(place=Place(page=7, start=0, end=0))
    row = a_project(in_line("甲", "甲"), on_page("乙", page=2))
    assert marked_pages([a_table(row)], (trouble,)) == {2, 7}


def test_a_row_that_goes_on_over_a_page_is_shown_beside_both() -> None:
    goal = on_page("甲", page=1) + on_page("乙", page=2)
    first, second = _proof(a_project(on_page("培训"), goal)).leaves
    assert [len(view.blocks[-1].parts[0].items) for view in (first, second)] == [2, 1]
    assert (first.blocks[-1].continued, second.blocks[-1].continued) == (False, True)


def test_an_indicator_on_a_later_page_is_told_under_its_row() -> None:
    row = a_project(on_page("培训"), indicators=(an_indicator(page=2),))
    block = _proof(row).leaves[1].blocks[0]
    assert (block.label, block.continued, [part.kind for part in block.parts]) == (
        "培训",
        True,
        ["indicator"],
    )


def test_what_is_to_be_checked_is_counted_for_each_page() -> None:
    row = a_project(on_page("培训", confidence=0.5), on_page("甲", page=2))
    table = a_table(row, problems=(a_problem(),))
    proof = proof_of([table], (), {}, "甲局.pdf", "zh")
    assert [view.to_check for view in proof.leaves] == [2, 0]


def test_a_doubt_is_to_be_checked_where_it_stands_and_nowhere_else() -> None:
    goal = on_page("甲", page=1) + on_page("乙", page=2, confidence=0.5)
    first, second = _proof(a_project(on_page("培训"), goal)).leaves
    assert (first.to_check, second.to_check) == (0, 1)
    assert (len(first.doubts), len(second.doubts)) == (0, 1)


def test_values_without_a_place_come_last() -> None:
    row = Row(kind=RowKind.PROJECT, name="培训", goal="甲", traces={"name": on_page("培训")})
    proof = _proof(row)
    assert [view.leaf.kind for view in proof.leaves] == ["page", "nowhere"]
    assert proof.leaves[1].blocks[0].parts[0].items[0].value == "甲"


def test_a_trouble_without_a_place_is_shown() -> None:
    trouble = a_problem(place=Place(sheet="表1", start=0, end=0))
    (view,) = proof_of([], (trouble,), {}, "甲局.xlsx", "zh").leaves
    assert [item.value for item in view.troubles] == ["另附说明"]


def test_lines_and_sheets_have_no_page() -> None:
    proof = _proof(a_project(in_line("甲", "甲")), a_project(in_cell("乙", "A1")), pages=None)
    assert [view.leaf.kind for view in proof.leaves] == ["lines", "cells"]
    assert (proof.pages, proof.all_pages) == (0, 0)


def test_a_document_without_a_table_has_no_parts() -> None:
    assert proof_of([], (), {}, "甲局.pdf", "zh").leaves == ()
