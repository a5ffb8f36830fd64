"""A run as one self-contained page: no script, no network, nothing of a table taken for markup."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from jiheng.writing.page_template import PageTemplate
from jiheng_evidence.reports.labels import KINDS, SIGNS, STATES
from jiheng_evidence.reports.words import (
    EARLY,
    indicator_text,
    reason_text,
    target_text,
    value_text,
)
from jiheng_evidence.running.outcome import State

if TYPE_CHECKING:
    from jiheng.bilingual import Language
    from jiheng_evidence.running.outcome import Run

_WORDS = {
    "zh": {
        "title": "指标运行结果", "year": "年度", "as_of": "评判日", "project": "项目",
        "indicator": "指标", "target": "目标", "actual": "实际", "state": "结果",
        "reason": "说明", "sources": "数据来源", "rows": "条记录", "query": "怎样算出",
        "alarms": "数据报警", "unbound": "未绑定：没有度量的指标", "file": "文件",
        "digest": "SHA-256", "taken": "计算时间", "newest": "最新记录", "sample": "样本",
        "owner": "责任人", "kind": "计算方式", "attention": "需要处理", "all": "全部项目",
        "well": "全部完成，没有报警", "none": "没有需要处理的指标", "unread": "未能读取",
    },
    "en": {
        "title": "Targets that ran", "year": "fiscal year", "as_of": "judged on",
        "project": "Project", "indicator": "Indicator", "target": "Target", "actual": "Actual",
        "state": "Result", "reason": "Reason", "sources": "Sources", "rows": "records",
        "query": "how it was computed", "alarms": "data alarms",
        "unbound": "Unbound: indicators without a measure", "file": "File", "digest": "SHA-256",
        "taken": "computed at", "newest": "newest record", "sample": "sample", "owner": "owner",
        "kind": "kind", "attention": "Needs attention", "all": "All projects",
        "well": "all met, no alarms", "none": "nothing needs attention", "unread": "not read",
    },
}  # fmt: skip


def render(run: Run, language: Language) -> bytes:
    """Return the page in UTF-8."""
    template = PageTemplate("jiheng_evidence.reports", "run.html")
    measured = [result for result in run.results if result.state is not State.UNBOUND]
    return template.page(
        run=run,
        language=language,
        w=_WORDS[language],
        states={state: label.text(language) for state, label in STATES.items()},
        kind_names={kind: label.text(language) for kind, label in KINDS.items()},
        signs=SIGNS,
        remark=EARLY if run.is_early else None,
        attention=[r for r in measured if r.alarms or r.state is not State.MET],
        projects=[
            (name, list(group))
            for name, group in groupby(measured, key=lambda r: r.bound.project.name)
        ],
        unbound=[result for result in run.results if result.state is State.UNBOUND],
        name_of=lambda result: indicator_text(result).text(language),
        reason_of=lambda result: reason_text(result).text(language),
        target_of=target_text,
        value_of=value_text,
        said=lambda text: text.text(language),
    )
