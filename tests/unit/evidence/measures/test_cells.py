from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.errors import UnreadableFile
from jiheng.model import Indicator, Row, RowKind, TargetTable
from jiheng.reading.grammar.targets import read_target
from jiheng_evidence.measures.binding import bind
from jiheng_evidence.measures.cells import printed_targets
from jiheng_evidence.measures.model import Kind, Measure, Reference


def _table(printed: str) -> TargetTable:
    of = Indicator(name="规模", annual_value=printed, target=read_target(printed))
    return TargetTable(rows=(Row(kind=RowKind.PROJECT, name="甲", indicators=(of,)),))


def _measures(words: list[str | None]) -> list[Measure]:
    reference = Reference(project="甲", name="规模")
    return [
        Measure(indicator=reference, kind=Kind.COUNT, source="s", target=one, line=number)
        for number, one in enumerate(words, 5)
    ]


def _parts(printed: str, *words: str) -> list[tuple[str, str | None]]:
    """Return the words of each part, and those of its measure."""
    (bound,) = bind([_table(printed)], _measures(list(words)), name="m.toml")
    return [(part.words, part.measure.target if part.measure else None) for part in bound.parts]


CELL = "建设5G基站≥1000个，覆盖率≥95%"
HALL = "650人以上规模，参赛选手不少于300人，企业、高校代表不少于300人"


@pytest.mark.parametrize(
    ("printed", "words", "left"),
    [
        (CELL, ["覆盖率≥95%", "建设5G基站≥1000个"], []),
        (CELL, ["≥95%"], ["建设5G基站≥1000个"]),
        ("建设5G基站 ≥ 1000个，\n覆盖率≥95%", ["建设5G基站≥1000个", "覆盖率 ≥95%"], []),
        (HALL, ["参赛选手不少于300人"], ["650人以上规模", "企业、高校代表不少于300人"]),
        ("≥3家、≥3家、3次/日", ["≥3家", "≥3家"], ["3次/日"]),
        ("≥95%，6月底前，稳步提升", ["≥95%"], ["6月底前"]),
        ("约100人，覆盖率≥95%", ["覆盖率≥95%"], ["约100人"]),
    ],
)
def test_what_no_measure_is_about_is_left(printed: str, words: list[str], left: list[str]) -> None:
    parts = _parts(printed, *words)
    assert [part for part, measure in parts if measure is None] == left
    assert sorted(measure for _part, measure in parts if measure) == sorted(words)


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("完成率100%（12/12），及时率≥98%", ("完成率100%（12/12）", "及时率≥98%")),
        ("及格率≥90%及优良率≥50%", ("及格率≥90%", "优良率≥50%")),
        ("普及率≥5%以及饱和度≤3%", ("普及率≥5%", "饱和度≤3%")),
        ("2025年6月底前完成；验收合格率达到100%", ("2025年6月底前完成", "验收合格率达到100%")),
    ],
)
def test_a_word_with_and_in_it_stays_whole(printed: str, words: tuple[str, ...]) -> None:
    assert printed_targets(printed) == words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["覆盖率≥90%"], "没有可归于它的"),
        (["000个", "≥95%"], "没有可归于它的"),
        (["1000个"], "没有可归于它的"),  # without the sign it would ask for another number
        (["≥95%", "≥95%"], "没有可归于它的"),
        (["≥95%", "覆盖率≥95%"], "没有可归于它的"),
        (["覆盖率"], "不是一个可判定的"),
        ([CELL], "不是一个可判定的"),
        (["≥95%", None], "已由第 5 行的度量负责"),
        ([None, "≥95%"], "已由第 5 行的度量负责"),
    ],
)
def test_words_that_are_no_target_of_the_cell_are_refused(
    words: list[str | None], said: str
) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        bind([_table(CELL)], _measures(words), name="m.toml")
    assert said in refusal.value.text("zh")


@given(st.permutations(range(4)), st.sets(st.integers(0, 3), min_size=1))
def test_the_order_of_measures_does_not_matter(order: list[int], chosen: set[int]) -> None:
    pieces = ["参会≥500人", "企业>100家", "覆盖率≥95%", "6月底前"]
    wanted = [pieces[place] for place in order if place in chosen]
    parts = _parts("，".join(pieces), *wanted)
    assert parts == [(piece, piece if piece in wanted else None) for piece in pieces]


def test_each_part_is_a_leaf_with_its_own_target() -> None:
    (bound,) = bind([_table(CELL)], _measures(["≥95%", "≥1000个"]), name="m.toml")
    assert [getattr(leaf.indicator.target, "number", None) for leaf in bound.leaves] == [
        Decimal(1000),
        Decimal(95),
    ]
    assert [len(leaf.measures) for leaf in (*bound.leaves, bound)] == [1, 1, 2]
