from __future__ import annotations

import pytest
from tests.unit.language.written import dates_in

from jiheng.language.dates import whole_date

Parts = tuple[int | None, int | None, int | None]


def parts(text: str) -> list[Parts]:
    return [(date.year, date.month, date.day) for date in dates_in(text)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023年12月前", (2023, 12, None)),
        ("2023年底前", (2023, None, None)),
        ("2023年年末", (2023, None, None)),
        ("年底前", (None, None, None)),
        ("12月底前", (None, 12, None)),
        ("2024年12月31日前", (2024, 12, 31)),
        ("２０２４年６月", (2024, 6, None)),
        ("2023.07", (2023, 7, None)),
        ("2024/3/15", (2024, 3, 15)),
        ("2024年第2季度", (2024, 6, None)),
        ("2024年下半年", (2024, 12, None)),
        ("2024年3月中旬", (2024, 3, 20)),
        ("截至2024年9月", (2024, 9, None)),
        ("2024年6月底前完成", (2024, 6, None)),
    ],
)
def test_a_whole_date_keeps_what_is_printed(text: str, date: Parts) -> None:
    found = whole_date(text)
    assert found is not None
    assert (found.year, found.month, found.day) == date


def test_the_end_of_a_period_counts() -> None:
    found = whole_date("2022年5月-2023年4月")
    assert found is not None
    assert (found.year, found.month) == (2023, 4)


def test_the_end_of_a_period_takes_the_year_of_its_beginning() -> None:
    found = whole_date("2023年1月至11月")
    assert found is not None
    assert (found.year, found.month) == (2023, 11)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023年年底前完成拨付",
        "2023年初",
        "2023年2月30日",
        "2023年13月",
        "3个月",
        "0年",
        "9999年",
    ],
)
def test_prose_and_impossible_dates_are_no_whole_date(text: str) -> None:
    assert whole_date(text) is None


def test_dates_are_found_inside_prose() -> None:
    assert parts("对2023年4月1日至6月30日期间新增") == [(2023, 4, 1), (None, 6, 30)]


def test_a_date_is_found_at_its_characters() -> None:
    (date,) = dates_in("到2023年底建成")
    assert (date.start, date.end) == (1, 7)


def test_a_span_of_years_is_one_date() -> None:
    assert parts("规划（2020-2035年）") == [(2035, None, None)]


def test_amounts_that_look_like_dates_are_not_found() -> None:
    assert parts("投入2023.5万元、2000-2100家、12个月、3.5%") == []


def test_29_february_needs_a_leap_year() -> None:
    assert parts("2023年2月29日") == []
    assert parts("2024年2月29日") == [(2024, 2, 29)]
