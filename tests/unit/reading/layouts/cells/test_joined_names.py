"""Names that signs join in one cell."""

import pytest

from jiheng.reading.layouts.cells.joined_names import may_be_condition, stand_alone


@pytest.mark.parametrize(
    ("names", "values", "expected"),
    [
        (["里程", "桥梁"], ["≥3", "≥4"], True),
        (["人数", "天数"], ["3人", "长期"], False),
        (["会议", "培训次数"], ["≥3次", "≥2次"], False),
        (["开工", "完工"], ["3月", "12月"], True),
        (["开展培训", "检查"], ["3次", "5次"], False),
    ],
)
def test_names_with_weak_signs_between_need_a_measure_and_a_quantity_each(
    names: list[str], values: list[str], *, expected: bool
) -> None:
    assert stand_alone(names, values, strong=False) is expected


@pytest.mark.parametrize(
    ("names", "values", "expected"),
    [
        (["主干道", "次干道亮灯率"], ["98%", "95%"], False),
        (["里程", "桥梁座数"], ["≥120公里", "≥3座"], True),
        (["亮灯率", "完好率"], ["98%", "95%"], True),
        (["主干道", "次干道亮灯率"], ["98", "95"], True),
        (["主干道", "次干道亮灯率"], ["全部亮灯", "全部亮灯"], True),
    ],
)
def test_names_of_which_the_last_alone_is_a_measure_share_it_if_all_have_one_unit(
    names: list[str], values: list[str], *, expected: bool
) -> None:
    assert stand_alone(names, values, strong=True) is expected


@pytest.mark.parametrize(
    ("name", "before", "expected"),
    [
        ("学生", "师生满意度", True),
        ("事故", "安全事故次数", True),
        ("合格率", "养护里程", False),
        ("水库除险", "养护里程", False),
    ],
)
def test_short_names_that_measure_nothing_may_be_conditions(
    name: str, before: str, *, expected: bool
) -> None:
    assert may_be_condition(name, before) is expected
