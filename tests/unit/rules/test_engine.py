from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.spec.cases import Case

from jiheng.bilingual import Bilingual
from jiheng.model import Family, OutcomeKind, Severity
from jiheng.rules.base import (
    Basis,
    Hit,
    IndicatorRule,
    Page,
    ProjectRule,
    RuleMeta,
    TableRule,
    insufficient,
    not_applicable,
)
from jiheng.rules.engine import apply
from jiheng.standards.profile import Profile, load_profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import TargetTable
    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject, ProjectSubject, TableSubject

WORDS = Bilingual("文", "words")
PAGE = Page(what=WORDS, why=WORDS, bad=WORDS, good=WORDS, fix=Bilingual("照页修改。", "As paged."))


def meta(code: str = "CO901", severity: Severity = Severity.MUST, **more: bool) -> RuleMeta:
    return RuleMeta(
        code=code,
        name=code.lower(),
        title=WORDS,
        family=Family.COMPLETENESS,
        severity=severity,
        basis=Basis(text=WORDS, confirmed=True),
        page=PAGE,
        reads_fragments=more.get("reads_fragments", False),
    )


def table() -> TargetTable:
    indicators = [["11", "甲", "1个"], {"level2": "11", "name": "乙", "complete": False}]
    rows = [
        {"project": "一", "indicators": indicators},
        {"project": "二", "indicators": [["22", "丙", "3次"]]},
    ]
    return Case("CO901", "table", {"rows": rows}).table()


def every_name(subject: IndicatorSubject) -> Iterator[Outcome]:
    yield Hit(at=subject.at("name"), message=Bilingual("错。", "Wrong."), cause="one")


def every_project(subject: ProjectSubject) -> Iterator[Outcome]:
    yield Hit(at=subject.at("name"), message=WORDS)


PROFILE = load_profile()


def test_hits_of_one_cause_become_one_finding_with_all_places() -> None:
    (finding,) = apply((IndicatorRule(meta(), every_name),), table(), PROFILE).findings
    assert [at.excerpt for at in finding.locations] == ["甲", "丙"]


def test_a_finding_of_several_hits_says_how_many_more_there_are() -> None:
    (finding,) = apply((IndicatorRule(meta(), every_name),), table(), PROFILE).findings
    assert finding.message.zh == "错。另有1处同样情况。"


def test_a_finding_takes_the_advice_of_the_page_unless_the_hit_has_its_own() -> None:
    (finding,) = apply((IndicatorRule(meta(), every_name),), table(), PROFILE).findings
    assert finding.fix == PAGE.fix


def test_an_indicator_lost_in_part_is_counted_as_unreadable() -> None:
    review = apply((IndicatorRule(meta(), every_name),), table(), PROFILE)
    assert [(item.kind, item.count) for item in review.unchecked] == [(OutcomeKind.UNREADABLE, 1)]


def test_a_rule_of_fragments_looks_at_indicators_lost_in_part() -> None:
    rule = IndicatorRule(meta(reads_fragments=True), every_name)
    (finding,) = apply((rule,), table(), PROFILE).findings
    assert [at.excerpt for at in finding.locations] == ["甲", "乙", "丙"]


def test_hits_without_a_cause_stay_apart() -> None:
    review = apply((ProjectRule(meta(), every_project),), table(), PROFILE)
    assert len(review.findings) == 2


def test_findings_come_gravest_first_then_in_document_order() -> None:
    advice = ProjectRule(meta("CO901", Severity.ADVICE), every_project)
    block = ProjectRule(meta("CO902", Severity.BLOCK), every_project)
    review = apply((advice, block), table(), PROFILE)
    order = [(finding.rule, finding.locations[0].row) for finding in review.findings]
    assert order == [("CO902", 0), ("CO902", 1), ("CO901", 0), ("CO901", 1)]


def test_skips_of_one_reason_are_counted_together() -> None:
    def skip(_: ProjectSubject) -> Iterator[Outcome]:
        yield not_applicable("不适用", "not applicable")

    review = apply((ProjectRule(meta(), skip),), table(), PROFILE)
    assert [item.count for item in review.unchecked] == [2]


def test_a_skipped_subject_does_not_count_as_checked() -> None:
    def skip_the_first(subject: ProjectSubject) -> Iterator[Outcome]:
        if subject.index == 0:
            yield insufficient("缺数据", "no data")

    review = apply((ProjectRule(meta(), skip_the_first),), table(), PROFILE)
    assert review.checked == (("CO901", 1),)


def test_a_table_rule_sees_the_table_once() -> None:
    def count(subject: TableSubject) -> Iterator[Outcome]:
        yield Hit(at=subject.at("department"), message=WORDS)

    assert len(apply((TableRule(meta(), count),), table(), PROFILE).findings) == 1


def test_a_rule_that_fails_is_not_hushed_up() -> None:
    def broken(_: ProjectSubject) -> Iterator[Outcome]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        apply((ProjectRule(meta(), broken),), table(), PROFILE)


def test_a_profile_may_change_how_grave_a_rule_is() -> None:
    profile = Profile(
        name="x", title=WORDS, thresholds={}, lexicons={}, severities={"CO901": Severity.ADVICE}
    )
    review = apply((ProjectRule(meta(), every_project),), table(), profile)
    assert {finding.severity for finding in review.findings} == {Severity.ADVICE}


def test_the_gravest_hit_decides_for_its_cause() -> None:
    def mixed(subject: IndicatorSubject) -> Iterator[Outcome]:
        grave = Severity.BLOCK if subject.name == "丙" else None
        yield Hit(at=subject.at("name"), message=WORDS, cause="one", severity=grave)

    (finding,) = apply((IndicatorRule(meta(), mixed),), table(), PROFILE).findings
    assert finding.severity is Severity.BLOCK
