"""CO015: text of the form left in place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, ProjectRule, RuleMeta
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Location
    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import ProjectSubject

META = RuleMeta(
    code="CO015",
    name="template-text",
    title=Bilingual(
        "残留填表说明文字",
        "Template text left",
    ),
    family=Family.COMPLETENESS,
    severity=Severity.BLOCK,
    aliases=("R13",),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号“规范完整性”：无错填；公开的自评表中见过残留的填表提示。",
            "No wrong entries under 财预〔2015〕88号; prompts left in place were seen in "
            "published forms.",
        ),
        confirmed=True,
    ),
    page=Page(
        what=Bilingual(
            "目标、名称或指标值里留有“请填写”“100字以内”“××”一类提示或占位（不得提交）；指"
            "标值前留有系统的“标准：”字样（建议）。",
            "A goal, name or value still holds a prompt such as “please fill in” or “××” ("
            "block), or the system's “标准：” (advice).",
        ),
        why=Bilingual(
            "说明这一栏没有真正填写，公开后有损严肃性。",
            "The field was never filled in; published, it looks careless.",
        ),
        bad=Bilingual(
            "年度目标：（请填写年度总体目标，100字以内）",
            "goal: (please fill in the goal, up to 100 characters)",
        ),
        good=Bilingual(
            "年度目标：全年举办培训5期、培训150人次",
            "goal: 5 courses for 150 trainees in the year",
        ),
        fix=Bilingual(
            "删去提示文字，填写实际内容。",
            "Delete the prompt and enter the content.",
        ),
    ),
)
_PROMPT = re.compile(
    r"请(?:在此)?(?:填写|输入|说明)|\d{2,4}字(?:以内|左右)|填[报写]说明|此处填|[（(]填写"
    r"|(?<![A-Za-z])(?:XX|ＸＸ|××)(?![A-Za-z])"
)
_STANDARD = re.compile(r"标[准推椎][:：;；]")


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Look for prompts in the texts, and for the word the system puts before values."""
    for found, words in _prompts(project):
        yield Hit(
            at=found,
            cause=f"{project.index}",
            message=Bilingual(
                f"“{short(project.row.name)}”中残留填表提示“{short(words)}”。",
                f"A prompt of the form was left in “{short(project.row.name)}”: “{short(words)}”.",
            ),
        )
    for indicator in project.indicators:
        for field in ("period_value", "annual_value"):
            match = _STANDARD.match(getattr(indicator.indicator, field) or "")
            if match:
                yield _leftover(indicator.at(field, 0, match.end()), indicator.name)


def _leftover(at: Location, name: str) -> Hit:
    return Hit(
        at=at,
        cause="标准",
        severity=Severity.ADVICE,
        message=Bilingual(
            f"“{short(name)}”的指标值前残留“{at.excerpt}”字样。",
            f"“{at.excerpt}” was left before the value of “{short(name)}”.",
        ),
        fix=Bilingual("删去“标准：”，只留指标值。", "Delete 标准： and keep the value."),
    )


def _prompts(project: ProjectSubject) -> Iterator[tuple[Location, str]]:
    match = _PROMPT.search(project.goal)
    if match:
        yield project.at("goal", *match.span()), match[0]
    for indicator in project.indicators:
        for field in ("name", "period_value", "annual_value"):
            text = getattr(indicator.indicator, field) or ""
            match = _PROMPT.search(text)
            # A mark that is the whole value is a placeholder, which is another rule's.
            if match and match[0] != text.rstrip("%％"):
                yield indicator.at(field, *match.span()), match[0]


RULE = ProjectRule(META, check)
