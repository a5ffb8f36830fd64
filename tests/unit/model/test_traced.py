from __future__ import annotations

import pytest

from jiheng.model import Origin, Place, Run, Traced


def line(raw: str, number: int = 1) -> Origin:
    return Origin(raw, Place(line=number, start=0, end=0))


def test_a_cut_leads_back_to_its_own_characters() -> None:
    text = Traced.of("合计数", [Run(3, line("x合计数"), 1, 3)])
    assert text.cut(1, 3).span() == (Place(line=1, start=2, end=4),)


def test_runs_of_one_line_make_one_place_across_removed_white_space() -> None:
    origin = line("合 计")
    text = Traced.of("合计", [Run(1, origin, 0, 1), Run(1, origin, 2, 1)])
    assert text.span() == (Place(line=1, start=0, end=3),)


def test_a_value_continued_in_another_line_has_two_places() -> None:
    first = Traced.of("上", [Run(1, line("上", 1), 0, 1)])
    second = Traced.of("下", [Run(1, line("下", 9), 0, 1)])
    assert [place.line for place in (first + second).span()] == [1, 9]


def test_a_decoded_entity_covers_all_its_source() -> None:
    text = Traced.of(">5", [Run(1, line("&gt;5"), 0, 4), Run(1, line("&gt;5"), 4, 1)])
    assert text.span(0, 1) == (Place(line=1, start=0, end=4),)


def test_stripping_moves_the_beginning() -> None:
    text = Traced.of(";值。", [Run(3, line(";值。"), 0, 3)])
    assert text.strip(";。").span() == (Place(line=1, start=1, end=2),)


def test_texts_are_equal_whatever_their_places() -> None:
    assert Traced.of("值", [Run(1, line("值"), 0, 1)]) == Traced("值")


def test_a_text_set_at_a_span_gives_the_span_back() -> None:
    span = (Place(line=3, start=4, end=9), Place(line=4, start=0, end=2))
    assert Traced.at("某个很长的名称", span).span() == span


def test_a_part_of_a_decoded_stretch_stands_for_all_of_it() -> None:
    text = Traced.of("ab", [Run(2, line("&#97;b"), 0, 6)])
    assert text.span(0, 1) == (Place(line=1, start=0, end=6),)


def test_a_text_without_origin_stands_nowhere() -> None:
    assert Traced("值").span() == ()
    assert Traced.at("值", ()).span() == ()


def test_equal_texts_are_one_of_a_set() -> None:
    assert {Traced(text="甲"), Traced(text="甲"), Traced(text="乙")} == {
        Traced(text="乙"),
        Traced(text="甲"),
    }
    assert len({Traced(text="甲"), Traced(text="甲")}) == 1


def test_a_text_is_never_changed() -> None:
    with pytest.raises(AttributeError):
        Traced(text="甲").text = "乙"  # type: ignore[misc]  # that is the fact
