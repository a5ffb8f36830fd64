"""Printed values against `tests/spec/targets.yml`, and what no table of cases can hold."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from jiheng.model import (
    DeadlineTarget,
    NumberTarget,
    RangeTarget,
    SeveralTargets,
    Target,
    TextTarget,
)
from jiheng.reading.grammar.targets import _known, read_target

SPEC = Path(__file__).parents[2] / "spec" / "targets.yml"
CASES: list[dict[str, Any]] = yaml.safe_load(SPEC.read_text(encoding="utf-8"))


def number(parts: list[Any]) -> NumberTarget | RangeTarget:
    if parts[-1] == "range":
        return RangeTarget(low=Decimal(parts[0]), high=Decimal(parts[1]), unit=parts[2])
    return NumberTarget(op=parts[0], number=Decimal(parts[1]), unit=parts[2])


def expected(case: dict[str, Any]) -> Target:
    if "number" in case:
        return number(case["number"])
    if "range" in case:
        low, high, unit = case["range"]
        return RangeTarget(low=Decimal(low), high=Decimal(high), unit=unit)
    if "deadline" in case:
        year, month, day = case["deadline"]
        return DeadlineTarget(year=year, month=month, day=day)
    if "several" in case:
        return SeveralTargets(parts=tuple(number(part) for part in case["several"]))
    assert case["text"] is True
    return TextTarget()


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    _known.cache_clear()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["value"] or "empty")
def test_a_printed_value_reads_as_its_case_says(case: dict[str, Any]) -> None:
    assert read_target(case["value"]) == expected(case)


def test_no_value_stands_in_the_cases_twice() -> None:
    values = [case["value"] for case in CASES]
    assert len(values) == len(set(values))


def test_the_printed_precision_is_kept() -> None:
    target = read_target("≥98.50%")
    assert isinstance(target, NumberTarget)
    assert str(target.number) == "98.50"


def test_white_space_and_stops_around_a_value_do_not_matter() -> None:
    assert read_target(" ≥95%。\n") == read_target("≥95%")


def test_a_value_of_2000_characters_is_still_read() -> None:
    assert read_target("年" * 1_996 + "≥95%") != TextTarget()


def test_a_longer_value_is_text_whatever_it_ends_in() -> None:
    assert read_target("年" * 1_997 + "≥95%") == TextTarget()
