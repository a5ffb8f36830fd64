from __future__ import annotations

from jiheng.writing.fitting import (
    MAX_HEIGHT,
    MAX_LINES,
    NUMBERED,
    PROSE,
    fitted,
    lines_needed,
    row_height,
    sentences,
)


def test_a_chinese_character_is_two_wide() -> None:
    assert (lines_needed("甲" * 10, 20.0), lines_needed("甲" * 11, 20.0)) == (1, 2)


def test_each_line_break_begins_a_line() -> None:
    assert lines_needed("甲\n乙\n丙", 20.0) == 3


def test_an_empty_cell_is_one_line_high() -> None:
    assert lines_needed("", 20.0) == 1


def test_no_row_is_higher_than_a_workbook_allows() -> None:
    assert row_height(1000) == MAX_HEIGHT
    assert row_height(MAX_LINES) <= MAX_HEIGHT


def test_a_text_is_split_after_its_sentences() -> None:
    assert sentences("甲。乙；丙") == ["甲。", "乙；", "丙"]


def test_what_fits_stays_in_one_row() -> None:
    assert fitted(["甲。", "乙。"], 20.0, glue="", seam=PROSE) == ["甲。乙。"]


def test_nothing_takes_no_row() -> None:
    assert fitted([], 20.0, glue="", seam=PROSE) == []


def test_no_row_of_a_long_text_is_too_high_and_nothing_is_lost() -> None:
    parts = [f"第{n}项工作于{n * 7}日前完成。" for n in range(200)]
    rows = fitted(parts, 20.0, glue="", seam=PROSE)
    assert "".join(rows) == "".join(parts)
    assert max(lines_needed(row, 20.0) for row in rows) <= MAX_LINES


def test_a_sentence_longer_than_a_row_is_cut() -> None:
    rows = fitted(["甲" * 2000], 20.0, glue="", seam=PROSE)
    assert "".join(rows) == "甲" * 2000
    assert max(lines_needed(row, 20.0) for row in rows) <= MAX_LINES


def test_a_row_does_not_begin_with_words_that_the_row_before_ends_with() -> None:
    fillers = [f"第{n}项工作安排。" for n in range(1, 34)]
    again = "继续做好各项保障工作。"
    rows = fitted([*fillers, again, again, "此后另有安排。"], 20.0, glue="", seam=PROSE)
    assert [row[:6] in rows[0] for row in rows[1:]] == [False]


def test_numbers_tell_indicators_apart() -> None:
    assert NUMBERED.is_clean("6、1-产出指标;人数;年度指标值:7人。", "7、1-产出指标;人数;")
