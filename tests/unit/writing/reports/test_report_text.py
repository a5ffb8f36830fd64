"""Reviews on a terminal and in a pipe."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text
from tests.unit.writing.reports.building import a_finding, a_location, a_review, a_table

from jiheng.model import Finding, Place, Severity, Source, TargetTable, Traced
from jiheng_cli.report_text import excerpt, print_review

if TYPE_CHECKING:
    from jiheng.bilingual import Language

_LONG = "开展培训" * 60


def _printed(
    *findings: Finding, language: Language = "zh", full: bool = False, **table: str
) -> str:
    out = StringIO()
    review = a_review(*findings, table=a_table(**table))  # type: ignore[arg-type]  # only texts here
    print_review(Console(file=out, color_system=None), [review], language, full=full)
    return out.getvalue()


def _on_terminal(*findings: Finding, width: int = 60) -> str:
    out = StringIO()
    console = Console(file=out, force_terminal=True, width=width, color_system="standard")
    print_review(console, [a_review(*findings)], "zh")
    return out.getvalue()


def test_the_offending_characters_are_underlined_two_columns_each() -> None:
    lines = _printed(a_finding()).splitlines()
    at = lines.index("    │ 提升")
    assert lines[at + 1] == "    │ ^^^^"


def test_a_finding_tells_code_title_place_message_fix_and_basis() -> None:
    printed = _printed(a_finding())
    for words in (
        "CO020 指标值没有内容",
        "职工培训经费 › 2、影响力 › 年度指标值（第7行）",
        "改法 写明提升多少。",
        "依据 财预〔2021〕101号",
    ):
        assert words in printed


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(page=31, start=0, end=4), "（第31页）"),
        (Place(sheet="表1", cell="B8", start=0, end=4), "（表1!B8）"),
        (None, ""),
    ],
)
def test_a_finding_tells_the_page_or_the_cell(place: Place | None, said: str) -> None:
    found = replace(a_location("goal", 0, 2), span=(place,) if place else ())

    assert f"职工培训经费 › 绩效目标{said}\n" in _printed(a_finding(found))


def test_findings_stand_under_their_severity() -> None:
    printed = _printed(a_finding(severity=Severity.BLOCK), a_finding())
    assert printed.index("■ 不得提交 (1)") < printed.index("▲ 应当修改 (1)")


def test_a_pipe_gets_no_colour_and_no_broken_lines() -> None:
    printed = _printed(a_finding(message=_LONG))
    assert "\x1b" not in printed
    assert f"    {_LONG}\n" in printed


def test_a_terminal_gets_lines_no_wider_than_itself() -> None:
    finding = a_finding(a_location("goal", 2, 6), message=_LONG)
    plain = Text.from_ansi(_on_terminal(finding, width=50)).plain
    assert max(cell_len(line) for line in plain.splitlines()) <= 50


def test_control_characters_of_a_table_do_not_reach_the_terminal() -> None:
    printed = _printed(a_finding(a_location("name", 0, 3)), name="\x1b[2J\u202e经费")
    assert "\x1b" not in printed
    assert "\u202e" not in printed
    assert "␛[2J" in printed


def test_square_brackets_of_a_table_are_printed_as_they_are() -> None:
    assert "[red]经费[/red]" in _printed(
        a_finding(a_location("name", 0, 3)), name="[red]经费[/red]"
    )


def test_many_places_are_cut_short_unless_all_are_asked_for() -> None:
    finding = a_finding(*[a_location("name", 0, 2, line=n) for n in range(1, 10)])
    assert "… +4" in _printed(finding)
    assert "（第9行）" in _printed(finding, full=True)


def test_what_was_not_checked_is_counted_by_kind_of_reason() -> None:
    assert "资料不足 1" in _printed()


def test_in_full_each_reason_why_something_was_not_checked_is_told() -> None:
    assert "R27 资料不足 ×3 公开表没有这一栏" in _printed(full=True)


def test_a_review_without_findings_says_so() -> None:
    assert "未发现问题。" in _printed()


def test_english_changes_wording_but_not_the_table() -> None:
    printed = _printed(a_finding(), language="en")
    assert "Value without content" in printed
    assert "职工培训经费" in printed


def test_context_is_cut_with_an_ellipsis_on_both_sides() -> None:
    text = "甲" * 40 + "乙" + "丙" * 40
    printed, marks = excerpt(text, 40, 41, 60)
    assert printed.startswith("…甲")
    assert printed.endswith("丙…")
    assert marks.index("^") == cell_len(printed[: printed.index("乙")])


@given(st.text(max_size=60), st.integers(0, 70), st.integers(0, 70), st.integers(60, 90))
def test_an_excerpt_and_its_marks_fit_into_the_room(
    text: str, start: int, end: int, room: int
) -> None:
    printed, marks = excerpt(text, start, end, room)
    assert max(cell_len(printed), len(marks)) <= room


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(page=3, start=0, end=2), "甲.pdf · 第3页 · 标题"),
        (Place(sheet="表一", cell="A1", start=0, end=2), "甲.pdf · 表一 · 标题"),
        (Place(line=1, start=0, end=2), "甲.pdf · 标题"),
    ],
)
def test_tables_of_one_document_are_told_apart(place: Place, said: str) -> None:
    source = Source(name="甲.pdf", sha256="0" * 64, media_type="application/pdf")
    traces = {"title": Traced.at("标题", (place,))}
    table = TargetTable(title="标题", source=source, traces=traces)
    review = a_review(table=table)
    out = StringIO()
    print_review(Console(file=out, color_system=None), [review, review], "zh")
    assert out.getvalue().splitlines().count(said) == 2
