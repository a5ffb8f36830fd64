"""Rows of a document find the projects and organizations they speak of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng_web.intake.matching import Known, Match, Wanted, matches, nearest

KNOWN = (
    Known(1, "智慧科普项目", "A-1", 10),
    Known(2, "科技创新券兑现", "", 10),
    Known(3, "公用经费", "", 10),
    Known(4, "公用经费", "", 11),
)


@pytest.mark.parametrize(
    ("row", "match"),
    [
        (Wanted("改了名字的项目", "a-1"), Match(1, 1.0)),
        (Wanted("智慧科普项目"), Match(1, 1.0)),
        (Wanted("智慧科普 项目（）"), Match(1, 1.0)),
        (Wanted("公用经费", "", 11), Match(4, 1.0)),
        (Wanted("智慧科普项目", "B-9"), None),
        (Wanted("智慧科普项目", "", 11), None),
        (Wanted("全新的事情"), None),
        (Wanted(""), None),
    ],
)
def test_a_row_is_matched_by_code_then_name_then_nothing(row: Wanted, match: Match | None) -> None:
    assert matches([row], KNOWN) == [match]


def test_a_similar_name_is_matched_with_its_likeness() -> None:
    (found,) = matches([Wanted("科技创新券兑现费")], KNOWN)

    assert found is not None
    assert found.key == 2
    assert 0.85 <= found.likeness < 1


def test_an_exact_name_takes_a_project_before_a_similar_one() -> None:
    assert [
        one and one.key
        for one in matches([Wanted("科技创新券兑现费"), Wanted("科技创新券兑现")], KNOWN)
    ] == [None, 2]


@given(st.lists(st.sampled_from(["公用经费", "智慧科普项目", "智慧科普项目二"]), max_size=8))
def test_no_project_is_given_to_two_rows(names: list[str]) -> None:
    found = [one.key for one in matches([Wanted(name) for name in names], KNOWN) if one]

    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("text", "key"),
    [("科技馆", 2), ("测试市科学技术普及中心（本级）", 3), ("民政局", None), ("", None)],
)
def test_a_text_names_an_organization_exactly_or_nearly(text: str, key: int | None) -> None:
    tree = ((1, "测试市科技局"), (2, "科技馆"), (3, "测试市科学技术普及中心"))

    assert nearest(text, tree) == key
