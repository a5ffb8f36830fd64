"""Which rows are the head of the disclosure form."""

from __future__ import annotations

import pytest

from jiheng.model import Traced
from jiheng.reading.layouts.disclosure.header import read_header


@pytest.mark.parametrize(
    ("labels", "known"),
    [
        ("项目名称 绩效目标", True),
        ("项目名称 目标 绩效指标", True),
        ("项目 指标 目标", False),
        ("项目名称 目标", False),
    ],
)
def test_a_bare_goal_heads_a_column_beside_that_of_the_indicators_alone(
    labels: str, *, known: bool
) -> None:
    assert (read_header([Traced(label) for label in labels.split()]) is not None) is known
