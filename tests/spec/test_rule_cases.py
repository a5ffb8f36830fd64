from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.spec.cases import Case, load_cases, path_of

from jiheng.model import OutcomeKind
from jiheng.rules import find_rule
from jiheng.rules.engine import apply
from jiheng.standards.profile import DEFAULT_PROFILE, load_profile

if TYPE_CHECKING:
    from jiheng.model import Location, Review

CASES = load_cases()


def _review(case: Case) -> Review:
    profile = load_profile(case.data.get("profile", DEFAULT_PROFILE))
    return apply((find_rule(case.code),), case.table(), profile)


def _places(review: Review) -> list[Location]:
    return [place for finding in review.findings for place in finding.locations]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.name}")
def test_rule_says_what_the_case_expects(case: Case) -> None:
    review = _review(case)
    places = _places(review)
    assert [path_of(at) for at in places] == [entry["at"] for entry in case.expect]
    for at, entry in zip(places, case.expect, strict=True):
        assert at.excerpt == entry.get("excerpt", at.excerpt)
    if "severity" in case.data:
        assert {finding.severity.value for finding in review.findings} == {case.data["severity"]}
    if "findings" in case.data:
        assert len(review.findings) == int(case.data["findings"])
    if "expect_skip" in case.data:
        assert {item.kind for item in review.unchecked} == {OutcomeKind(case.data["expect_skip"])}
