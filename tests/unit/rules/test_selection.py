from __future__ import annotations

from dataclasses import replace

import pytest

from jiheng.errors import UnknownName
from jiheng.model import TargetTable
from jiheng.rules import CATALOGUE, find_rule, review
from jiheng.rules.selection import select_rules
from jiheng.standards.profile import load_profile

NATIONAL = load_profile()


def _codes(*select: str, ignore: tuple[str, ...] = ()) -> list[str]:
    return [rule.meta.code for rule in select_rules(NATIONAL, select, ignore)]


def test_nothing_selected_means_the_whole_catalogue() -> None:
    assert _codes() == [rule.meta.code for rule in CATALOGUE]


@pytest.mark.parametrize("selector", ["CO002", "co002", "no-goal", "R02"])
def test_a_rule_is_selected_by_code_name_or_alias(selector: str) -> None:
    assert _codes(selector) == ["CO002"]


def test_the_start_of_a_code_selects_all_that_begin_so() -> None:
    codes = _codes("CO01")
    assert codes
    assert all(code.startswith("CO01") for code in codes)


def test_a_family_selects_its_rules() -> None:
    assert {code[:2] for code in _codes("completeness")} == {"CO"}


def test_a_shared_alias_selects_all_who_share_it() -> None:
    assert _codes("R03") == ["CO003", "CO004"]


def test_ignoring_beats_selecting() -> None:
    assert "CO002" not in _codes("CO", ignore=("no-goal",))


@pytest.mark.parametrize("selector", ["CO999", "", "完整"])
def test_a_selector_that_fits_no_rule_is_refused(selector: str) -> None:
    with pytest.raises(UnknownName):
        _codes(selector)


def test_a_rule_the_profile_ignores_comes_back_when_selected() -> None:
    profile = replace(NATIONAL, ignored=("CO002",))
    assert find_rule("CO002") not in select_rules(profile, (), ())
    assert find_rule("CO002") in select_rules(profile, ("CO002",), ())


def test_a_review_tells_what_a_disclosed_table_cannot_decide() -> None:
    unchecked = {item.rule for item in review(TargetTable(), NATIONAL).unchecked}
    assert {"R41", "R53", "R71"} <= unchecked


def test_a_review_of_selected_rules_tells_only_of_them() -> None:
    result = review(TargetTable(), NATIONAL, select=("CO002",))
    assert [code for code, _ in result.checked] == ["CO002"]
    assert result.unchecked == ()
