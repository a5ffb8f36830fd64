from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.model import Origin, Place, Run, Traced
from jiheng.reading.layouts.grids.seam import EXACT, overlap, repeat_of


def test_text_that_goes_on_has_no_overlap() -> None:
    assert overlap("完成调研报告三份，", "并组织验收。") is None


def test_an_exact_repeat_is_found() -> None:
    found = overlap("月均问卷调查企业数量，年度指标值：≥1500家。", "年度指标值：≥1500家。2、")
    assert found is not None
    assert found.length == len("年度指标值：≥1500家。")


def test_a_short_repeat_within_more_text_is_none() -> None:
    assert overlap("提高服务水平", "水平和能力。") is None


def test_a_whole_continuation_may_be_a_short_repeat() -> None:
    found = overlap("满意度达到≥90%。", "≥90%。")
    assert found is not None
    assert found.length == 5


_SIGNS = st.characters(min_codepoint=0x5000, max_codepoint=0x5FFF)


@given(
    st.text("甲乙丙丁戊己", max_size=60),
    st.lists(_SIGNS, min_size=EXACT, max_size=40, unique=True),
)
def test_a_planted_repeat_is_cut_exactly(before: str, signs: list[str]) -> None:
    repeated = "".join(signs)
    found = overlap(before + repeated, repeated + "末")
    assert found is not None
    assert found.length == len(repeated)


def test_neighbours_of_a_list_are_no_repeat() -> None:
    items = "".join(f"{n}、产出指标：举办活动场次，年度指标值：≥5场。" for n in range(1, 4))
    assert [at for at in range(1, len(items)) if overlap(items[:at], items[at:])] == []


def test_the_annual_value_is_no_repeat_of_the_period_value() -> None:
    assert overlap("名称;实施周期指标值:2024年12月前", ";年度指标值:2024年12月前。") is None


def test_text_that_repeats_itself_anyway_is_no_repeat_of_a_page() -> None:
    whole = "围绕全区重点工作，" * 20
    assert overlap(whole[:95], whole[95:]) is None
    assert overlap(whole[:33], whole[33:60]) is None


def _cell(text: str, place: Place) -> Traced:
    return Traced.of(text, [Run(len(text), Origin(text, place), 0, len(text))])


@pytest.mark.parametrize(
    ("place", "words", "found"),
    [
        (Place(page=2, start=0, end=0), "并组织专家验收。", True),
        (Place(line=2, start=0, end=0), "并组织专家验收。", True),
        (Place(cell="A2", start=0, end=0), "并组织专家验收。", False),
        (Place(cell="A2", start=0, end=0), "完成调研报告三份，并组织专家对报告进行验收。", True),
    ],
)
def test_a_repeat_between_cells_of_a_workbook_must_be_beyond_doubt(
    place: Place, words: str, found: bool
) -> None:
    assert (repeat_of(f"加强管理，{words}", _cell(f"{words}归档。", place)) is not None) == found


def test_lines_without_pages_keep_what_they_say_thrice() -> None:
    again = "完成年度任务，"
    later = _cell(f"{again}并{again}", Place(line=2, start=0, end=0))
    assert repeat_of(f"加强管理，{again}"[-12:], later) is None


def test_sentences_worded_alike_with_other_figures_are_not_one_printed_twice() -> None:
    rest = "公里农村公路日常养护，确保路面技术状况指数达到规定标准，群众出行条件得到明显改善。"
    assert overlap(f"完成36{rest}完成48{rest}", f"完成52{rest}完成67{rest}") is None
