"""A run as data: `jiheng/run/1`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jiheng.model import DateActual, NumberActual, SeveralActuals, ShareActual
from jiheng_evidence.reports.words import reason_text, target_text
from jiheng_evidence.running.outcome import State

if TYPE_CHECKING:
    from jiheng.bilingual import Bilingual, Language
    from jiheng.model import Actual, ActualValue
    from jiheng_evidence.running.outcome import Alarm, Result, Run

SCHEMA = "jiheng/run/1"


def render(run: Run, language: Language) -> bytes:
    """Return the run as JSON, a line for each result; texts are in both languages."""
    del language
    said = record(run)
    results = ",\n".join(json.dumps(result, ensure_ascii=False) for result in said.pop("results"))
    head = json.dumps(said, ensure_ascii=False, indent=1).removesuffix("\n}")
    return f'{head},\n "results": [\n{results}\n ]\n}}\n'.encode()


def record(run: Run) -> dict[str, Any]:
    """Return the run as plain values."""
    return {
        "schema": SCHEMA,
        "measures": run.name,
        "fiscal_year": run.fiscal_year,
        "as_of": run.as_of.isoformat(),
        "taken_at": None if run.taken_at is None else run.taken_at.isoformat(),
        "queries": run.queries,
        "counts": {state.value: run.count(state) for state in State}
        | {"alarms": run.alarm_count()},
        "sources": [
            {
                "name": source.name,
                "from": source.shown,
                "sha256": source.sha256,
                "rows": source.rows,
                "alarms": [_alarm(alarm) for alarm in run.alarms.get(source.name, ())],
            }
            for source in run.sources
        ],
        "unread": [{"name": name, "reason": _both(why)} for name, why in run.unread.items()],
        "results": [_result(result) for result in run.results],
    }


def _result(result: Result) -> dict[str, Any]:
    bound, measure, verdict = result.bound, result.bound.measure, result.verdict
    return {
        "table": bound.table,
        "row": bound.row,
        "indicator": bound.at,
        "project": bound.project.name,
        "organization": bound.project.organization,
        "name": bound.indicator.name,
        "target": target_text(result),
        "state": result.state.value,
        "actual": _actual(result.actual),
        "reached": None if verdict is None or verdict.reached is None else str(verdict.reached),
        "obstacle": verdict.obstacle.value if verdict and verdict.obstacle else None,
        "reason": _both(reason_text(result)),
        "alarms": [_alarm(alarm) for alarm in result.alarms],
        "kind": measure.kind.value if measure else None,
        "owner": measure.owner if measure else None,
        "line": measure.line if measure else None,
        "rows": result.rows,
        "newest": None if result.newest is None else result.newest.isoformat(),
        "query": result.query,
        "parts": [_result(part) for part in result.parts],
    }


def _actual(actual: Actual | None) -> dict[str, Any] | None:
    if actual is None:
        return None
    evidence = [{"source": one.source, "sha256": one.sha256} for one in actual.evidence]
    return {**_value(actual.value), "sample": actual.sample, "evidence": evidence}


def _value(value: ActualValue) -> dict[str, Any]:
    if isinstance(value, NumberActual):
        return {"number": f"{value.number:f}", "unit": value.unit}
    if isinstance(value, ShareActual):
        rate = value.rate()
        return {
            "numerator": f"{value.numerator:f}",
            "denominator": f"{value.denominator:f}",
            "rate": None if rate is None else f"{rate:f}",
            "unit": value.unit,
        }
    if isinstance(value, DateActual):
        return {"on": value.on.isoformat()}
    if isinstance(value, SeveralActuals):
        return {"several": [None if part is None else _value(part) for part in value.parts]}
    return {}  # pragma: no cover - no measure gives a grade


def _alarm(alarm: Alarm) -> dict[str, Any]:
    return {
        "kind": alarm.kind.value,
        "message": _both(alarm.message),
        "records": list(alarm.records),
    }


def _both(text: Bilingual) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
