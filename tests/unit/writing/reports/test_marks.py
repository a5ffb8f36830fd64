"""Cutting texts at marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.writing.reports.building import a_finding, a_location, a_review

from jiheng.model import Severity
from jiheng.writing.reports.marks import Mark, marks_by_owner, segments, whole_field


@st.composite
def _marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(max_size=30))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    pairs = draw(st.lists(ends, max_size=12))
    return text, [Mark(number, start, end) for number, (start, end) in enumerate(pairs)]


@given(_marked_texts())
def test_segments_put_together_are_the_text(marked: tuple[str, list[Mark]]) -> None:
    text, marks = marked
    assert "".join(part.text for part in segments(text, marks)) == text


@given(_marked_texts())
def test_every_mark_opens_and_closes_where_it_says(marked: tuple[str, list[Mark]]) -> None:
    text, marks = marked
    at = 0
    opened: dict[int, int] = {}
    closed: dict[int, int] = {}
    for part in segments(text, marks):
        opened |= dict.fromkeys(part.opens, at)
        at += len(part.text)
        closed |= dict.fromkeys(part.closes, at)
    wide = [mark for mark in marks if mark.start < mark.end]
    assert [(opened[m.finding], closed[m.finding]) for m in wide] == [
        (m.start, m.end) for m in wide
    ]


@given(_marked_texts())
def test_characters_of_no_mark_are_unmarked_and_all_others_marked(
    marked: tuple[str, list[Mark]],
) -> None:
    text, marks = marked
    at = 0
    for part in segments(text, marks):
        for offset in range(at, at + len(part.text)):
            covered = any(mark.start <= offset < mark.end for mark in marks)
            assert bool(part.findings) is covered
        at += len(part.text)


def test_the_gravest_finding_of_an_overlap_comes_first() -> None:
    parts = list(segments("指标值提升", [Mark(3, 0, 5), Mark(1, 3, 5)]))
    assert [part.findings for part in parts] == [(3,), (1, 3)]


def test_an_empty_text_has_no_segments() -> None:
    assert list(segments("", [Mark(0, 0, 0)])) == []


def test_overlaps_of_many_marks_name_each_where_it_opens_but_not_all_everywhere() -> None:
    text = "字" * 500
    parts = list(segments(text, [Mark(n, n, 500) for n in range(500)]))
    assert {finding for part in parts for finding in part.opens} == set(range(500))
    assert sum(len(part.findings) for part in parts) <= 5 * len(parts)


def test_a_mark_without_width_is_about_the_field_as_a_whole() -> None:
    assert whole_field([Mark(2, 0, 0), Mark(1, 0, 3), Mark(2, 0, 0)]) == (2,)


def test_offsets_beyond_the_text_are_held_within_it() -> None:
    review = a_review(a_finding(a_location("goal", 3, 900)))
    length = len("开展培训不少于10场。")
    assert marks_by_owner(review)[1, None]["goal"] == [Mark(0, 3, length)]


def test_a_place_in_a_row_there_is_not_belongs_to_the_table() -> None:
    review = a_review(a_finding(a_location("goal", row=99), severity=Severity.ADVICE))
    assert marks_by_owner(review)[None, None]["goal"] == [Mark(0, 0, 0)]
