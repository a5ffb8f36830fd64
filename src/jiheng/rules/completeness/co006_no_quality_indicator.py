"""CO006: works, purchases or systems without a quality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, ProjectRule, RuleMeta, Skip, not_applicable
from jiheng.rules.completeness.absence import outputs_by_level2
from jiheng.rules.cues import containing
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import ProjectSubject

META = RuleMeta(
    code="CO006",
    name="no-quality-indicator",
    title=Bilingual(
        "工程、采购、信息化项目没有质量指标",
        "No quality indicator where a standard exists",
    ),
    family=Family.COMPLETENESS,
    severity=Severity.MUST,
    aliases=("R04",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：有明确质量标准的项目（工程、信息化等）应设置质量指标。",
            "财预〔2021〕101号: projects with a quality standard (works, systems) state "
            "their quality.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "名称表明是工程、购置或信息化的项目，产出指标里没有一条讲质量。",
            "A project that by its name is construction, purchase or IT has no output on quality.",
        ),
        why=Bilingual(
            "这几类项目有验收标准，不设质量指标就约束不了交付结果。",
            "Such projects are accepted against a standard; without it the result is not bound.",
        ),
        bad=Bilingual(
            "信息化运维经费：产出只有“运维系统数量”",
            "IT maintenance: the only output is the number of systems",
        ),
        good=Bilingual(
            "质量：系统可用率≥99%",
            "quality: availability ≥99%",
        ),
        fix=Bilingual(
            "补充验收合格率、完好率、可用率等质量指标。",
            "Add a rate of acceptance, soundness or availability.",
        ),
    ),
)


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Look for quality by second level or by name, in projects whose name tells their kind."""
    profile = project.profile
    if not containing(profile.lexicon("projects_with_standard")).search(project.row.name):
        yield not_applicable(
            "从名称看不是工程、购置或信息化项目", "by its name not construction, purchase or IT"
        )
        return
    outputs = outputs_by_level2(project)
    if isinstance(outputs, Skip):
        yield outputs
        return
    quality = containing(profile.lexicon("cues_quality"))
    names = (indicator.name for group in outputs.values() for indicator in group)
    if "12" in outputs or any(quality.search(name) for name in names):
        return
    yield Hit(
        at=project.at("indicators"),
        message=Bilingual(
            f"“{short(project.row.name)}”没有质量指标，如验收合格率、正常运行率。",
            f"“{short(project.row.name)}” has no quality indicator, such as a rate of acceptance.",
        ),
    )


RULE = ProjectRule(META, check)
