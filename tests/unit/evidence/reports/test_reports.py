from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from tests.unit.evidence.measures.files import indicator, table

from jiheng.bilingual import Bilingual
from jiheng.model import Actual, Evidence, NumberActual, ShareActual
from jiheng.results import Attainment, Obstacle, Verdict
from jiheng_evidence.measures.binding import bind
from jiheng_evidence.measures.model import Kind, Measure, Reference
from jiheng_evidence.reports import REPORTS
from jiheng_evidence.reports.text import lines
from jiheng_evidence.reports.words import EARLY, number_text
from jiheng_evidence.running.outcome import Alarm, AlarmKind, Result, Run
from jiheng_evidence.sources.loading import Loaded

if TYPE_CHECKING:
    from jiheng.model import ActualValue

EVIL = "<script>alert(1)</script>\x00\x1b[31m=cmd|'/c calc'!A1"
QUERY = "SELECT '</pre><img src=x>' AS value"
STATES = ("met", "partly", "missed", "unjudged")


def _verdict(state: str) -> Verdict:
    obstacle = Obstacle.MISSING_DATA if state == "unjudged" else None
    reason = Bilingual(f"因为{EVIL}", f"because {EVIL}")
    return Verdict(attainment=Attainment(state), obstacle=obstacle, reason=reason)


def _run(count: int = 1) -> Run:
    names = [f"{state}{n}{EVIL}" for n in range(count) for state in (*STATES, "failed", "unbound")]
    measures = [
        Measure(indicator=Reference(project=EVIL, name=name), kind=Kind.COUNT, source="pay")
        for name in names
        if not name.startswith("unbound")
    ]
    bounds = bind([table(**{EVIL: [indicator(name, EVIL) for name in names]})], measures, name="m")
    return Run(
        name=f"m{EVIL}.toml",
        fiscal_year=2025,
        as_of=date(2025, 12, 31),
        results=tuple(_result(bound) for bound in bounds),
        sources=(Loaded(name="pay", shown=EVIL, sha256="f" * 64, rows=3),),
        alarms={"pay": (Alarm(kind=AlarmKind.UNDATED, message=Bilingual("无日期", "undated")),)},
        unread={"other": Bilingual("读不了", "unreadable")},
    )


def _result(bound: object) -> Result:
    from jiheng_evidence.measures.binding import Bound  # noqa: PLC0415

    assert isinstance(bound, Bound)
    state = next(
        s for s in (*STATES, "failed", "unbound") if (bound.indicator.name or "")[: len(s)] == s
    )
    if state == "unbound":
        return Result(bound=bound)
    if state == "failed":
        return Result(bound=bound, failure=Bilingual("查询被拒绝", "refused"), query=QUERY)
    value: ActualValue = NumberActual(number=Decimal(3), unit="家")
    if state == "partly":
        value = ShareActual(numerator=Decimal(1), denominator=Decimal(0))
    return Result(
        bound=bound,
        actual=Actual(value=value, evidence=(Evidence(source="pay"),)),
        verdict=_verdict(state),
        alarms=(Alarm(kind=AlarmKind.GAP, message=Bilingual("缺期", "gap"), records=(4,)),)
        if state == "missed"
        else (),
        query=QUERY,
        rows=3,
    )


def test_the_data_says_how_each_came_out() -> None:
    said = json.loads(REPORTS["json"](_run(), "zh"))
    assert said["schema"] == "jiheng/run/1"
    assert [one["state"] for one in said["results"]] == [*STATES, "failed", "unbound"]
    assert said["counts"] == {**dict.fromkeys([*STATES, "failed", "unbound"], 1), "alarms": 2}
    assert said["results"][1]["actual"]["rate"] is None
    assert said["results"][2]["alarms"][0]["records"] == [4]
    assert said["unread"][0]["name"] == "other"


@pytest.mark.parametrize(("year", "told"), [(2024, True), (2025, False), (2026, False)])
def test_judging_before_the_year_began_is_remarked(year: int, *, told: bool) -> None:
    run = replace(_run(), as_of=date(year, 12, 31))
    text = "\n".join(line.text for line in lines(run, "zh"))
    assert [EARLY.zh in said for said in (text, REPORTS["html"](run, "zh").decode())] == [told] * 2


def test_build_servers_can_read_it() -> None:
    root = ET.fromstring(REPORTS["junit"](_run(), "en"))  # noqa: S314
    (suite,) = root
    assert {key: suite.get(key) for key in ("tests", "failures", "errors", "skipped")} == {
        "tests": "6", "failures": "2", "errors": "1", "skipped": "2",
    }  # fmt: skip
    kinds = [[child.tag for child in case if child.tag != "system-out"] for case in suite]
    assert kinds == [[], ["failure"], ["failure"], ["skipped"], ["error"], ["skipped"]]


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not {name for name, _ in attrs} & {"src", "href", "onclick", "style"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_of_a_table_is_taken_for_markup(language: str) -> None:
    page = REPORTS["html"](_run(), "zh" if language == "zh" else "en").decode()
    parser = _Page()
    parser.feed(page)
    assert not parser.tags & {"script", "img", "link", "iframe"}
    assert "default-src 'none'" in page
    assert ("指标运行结果" in page) is (language == "zh")


def test_what_is_well_is_a_number_and_what_is_not_is_told() -> None:
    said = [line.text for line in lines(_run(), "zh")]
    assert "  ✓ 1 条完成" in said
    assert sum("未完成" in text for text in said) == 2
    assert (
        said[-1]
        == "完成 1 · 部分完成 1 · 未完成 1 · 无法判定 1 · 未能计算 1 · 未绑定 1 · 数据报警 2"
    )


def test_a_long_run_is_told_in_few_lines_unless_all_is_asked_for() -> None:
    run = _run(100)
    assert len(list(lines(run, "en"))) < 60
    assert len(list(lines(run, "en", full=True))) > 1000


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("3.10", "3.1"),
        ("1E+3", "1000"),
        ("0.00005", "0.0001"),
        ("-2", "-2"),
        ("1E+40", f"1{'0' * 40}"),
    ],
)
def test_a_number_is_written_out(number: str, text: str) -> None:
    assert number_text(Decimal(number)) == text
