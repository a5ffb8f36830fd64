"""A run as lines for a terminal: what is not well in full, what is well as a number."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from jiheng_evidence.reports.labels import SIGNS, STATES
from jiheng_evidence.reports.words import (
    EARLY,
    indicator_text,
    reason_text,
    target_text,
    value_text,
)
from jiheng_evidence.running.outcome import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.bilingual import Language
    from jiheng_evidence.running.outcome import Result, Run

Style = Literal["title", "met", "partly", "missed", "unjudged", "failed", "alarm", "quiet", "plain"]

_MOST_OF_PROJECT = 20
_MOST_LINES = 400
_MOST_UNBOUND = 10
_DIGEST = 12
_STYLES: dict[State, Style] = {
    State.MET: "met",
    State.PARTLY: "partly",
    State.MISSED: "missed",
    State.UNJUDGED: "unjudged",
    State.FAILED: "failed",
    State.UNBOUND: "quiet",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line and how it is to look."""

    text: str
    style: Style = "plain"


def lines(run: Run, language: Language, *, full: bool = False) -> Iterator[Line]:
    """Yield the lines of a run.

    Args:
        run: What came out.
        language: Of everything but the words of the table.
        full: Every indicator with its query; else those that are not well, so many at most.
    """
    writer = _Writer(run, language, full=full)
    yield from writer.head()
    yield from writer.projects()
    yield from writer.sources()
    yield from writer.unbound()
    yield Line("")
    yield writer.counts()


def last_line(run: Run, language: Language) -> str:
    """Return the last line: how many came out how."""
    return _Writer(run, language, full=False).counts().text


class _Writer:
    def __init__(self, run: Run, language: Language, *, full: bool) -> None:
        self._run = run
        self._language = language
        self._full = full
        self._written = 0

    def _say(self, zh: str, en: str) -> str:
        return zh if self._language == "zh" else en

    def head(self) -> Iterator[Line]:
        run = self._run
        day = run.as_of.isoformat()
        zh, en = (
            f"{run.name}  {run.fiscal_year} 年度，评判日 {day}",
            f"{run.name}  fiscal year {run.fiscal_year}, judged on {day}",
        )
        yield Line(self._say(zh, en), "title")
        if run.is_early:
            yield Line(f"⚠ {EARLY.text(self._language)}", "alarm")

    def projects(self) -> Iterator[Line]:
        """Yield what came out of the measures, project by project."""
        measured = [result for result in self._run.results if result.state is not State.UNBOUND]
        for project, group in groupby(measured, key=_project):
            results = list(group)
            shown = [result for result in results if self._is_shown(result)]
            well = len(results) - len(shown)
            yield Line("")
            yield Line(project, "title")
            if self._written > _MOST_LINES and not self._full:
                yield Line(
                    self._say(f"  共 {len(results)} 条", f"  {len(results)} in all"), "quiet"
                )
                continue
            yield from self._of_project(shown)
            if well:
                said = self._say(f"  ✓ {well} 条完成", f"  ✓ {well} met")
                yield Line(said, "met")

    def _is_shown(self, result: Result) -> bool:
        return self._full or bool(result.alarms) or result.state is not State.MET

    def _of_project(self, shown: Sequence[Result]) -> Iterator[Line]:
        most = len(shown) if self._full else _MOST_OF_PROJECT
        for result in shown[:most]:
            for line in self._result(result):
                self._written += 1
                yield line
        if len(shown) > most:
            more = len(shown) - most
            yield Line(
                self._say(f"  另有 {more} 条，--full 列出", f"  {more} more; --full lists them"),
                "quiet",
            )

    def _result(self, result: Result) -> Iterator[Line]:
        yield self._came_out("  ", indicator_text(result).text(self._language), result)
        if not result.parts:
            yield from self._further("      ", result)
            return
        if self._full:
            yield Line(f"      {target_text(result)}", "quiet")
        for part in result.parts:
            yield self._came_out("      ", target_text(part), part)
            yield from self._further("          ", part)

    def _came_out(self, indent: str, name: str, result: Result) -> Line:
        state = result.state
        reason = reason_text(result).text(self._language)
        label = STATES[state].text(self._language)
        return Line(f"{indent}{SIGNS[state]} {name}  {label}：{reason}", _STYLES[state])

    def _further(self, indent: str, result: Result) -> Iterator[Line]:
        for alarm in result.alarms:
            yield Line(f"{indent}⚠ {alarm.message.text(self._language)}", "alarm")
        if self._full:
            told = [target_text(result), value_text(result), self._rows(result)]
            yield Line(f"{indent}{' | '.join(filter(None, told))}", "quiet")
            for line in (result.query or "").splitlines():
                yield Line(f"{indent}{line}", "quiet")

    def _rows(self, result: Result) -> str:
        if result.rows is None:
            return ""
        return self._say(f"{result.rows} 条记录", f"{result.rows} records")

    def sources(self) -> Iterator[Line]:
        """Yield what was read, and what could not be."""
        run = self._run
        if run.sources or run.unread:
            yield Line("")
            yield Line(self._say("数据来源", "Sources"), "title")
        for source in run.sources:
            rows = self._say(f"{source.rows} 条", f"{source.rows} records")
            digest = source.sha256[:_DIGEST]
            yield Line(f"  {source.name}  {source.shown}  {rows}  sha256 {digest}…", "quiet")
            for alarm in run.alarms.get(source.name, ()):
                yield Line(f"      ⚠ {alarm.message.text(self._language)}", "alarm")
        for name, reason in run.unread.items():
            yield Line(f"  ！ {name}  {reason.text(self._language)}", "failed")

    def unbound(self) -> Iterator[Line]:
        """Yield the indicators that no measure belongs to."""
        left = [result for result in self._run.results if result.state is State.UNBOUND]
        if not left:
            return
        yield Line("")
        yield Line(
            self._say(
                f"未绑定：{len(left)} 条指标没有度量",
                f"Unbound: {len(left)} indicators have no measure",
            ),
            "title",
        )
        most = len(left) if self._full else _MOST_UNBOUND
        for result in left[:most]:
            name = indicator_text(result).text(self._language)
            yield Line(f"  ○ {_project(result)} / {name}  {target_text(result)}", "quiet")
        if len(left) > most:
            more = len(left) - most
            yield Line(
                self._say(f"  另有 {more} 条，--full 列出", f"  {more} more; --full lists them"),
                "quiet",
            )

    def counts(self) -> Line:
        """Return the last line: how many came out how."""
        parts = [
            f"{STATES[state].text(self._language)} {count}"
            for state in State
            if (count := self._run.count(state))
        ]
        alarms = self._run.alarm_count()
        parts.append(self._say(f"数据报警 {alarms}", f"data alarms {alarms}"))
        return Line(" · ".join(parts), "title")


def _project(result: Result) -> str:
    return result.bound.project.name
