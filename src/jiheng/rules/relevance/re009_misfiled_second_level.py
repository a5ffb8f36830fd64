"""RE009: an indicator stands under the wrong second level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta, not_applicable
from jiheng.rules.cues import containing, dimension, ending, measure
from jiheng.rules.quoting import short
from jiheng.standards.indicator_tree import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject

META = RuleMeta(
    code="RE009",
    name="misfiled-second-level",
    title=Bilingual("二级指标归类不当", "Wrong second level"),
    family=Family.RELEVANCE,
    severity=Severity.MUST,
    aliases=("R34",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号对数量、质量、时效等二级指标的界定；归类线索词为本系统整理。",
            "Definitions of the second level in 财预〔2021〕101号; the cue words are our own.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "名称明确是数量、质量或时效的指标，列在了另一个产出类二级指标下。",
            "A name that plainly counts, grades or times something stands "
            "under another kind of output.",
        ),
        why=Bilingual(
            "归类错误会使某一维度看似有指标、实际为空。",
            "A dimension then looks covered although it is empty.",
        ),
        bad=Bilingual("质量指标：培训参加人次 ≥500人", "quality: persons trained ≥500"),
        good=Bilingual("数量指标：培训参加人次 ≥500人", "quantity: persons trained ≥500"),
        fix=Bilingual(
            "移到对应的二级指标下，原来的二级指标另设合适的指标。",
            "Move it, and set a fitting indicator in its old place.",
        ),
    ),
)
_OUTPUTS = frozenset({"11", "12", "13"})


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Compare the second level the name speaks of with the one printed; only on strong cues."""
    declared = subject.level2
    if declared is None:
        yield not_applicable("表中没有二级指标", "the table prints no second level")
        return
    if declared not in _OUTPUTS:
        return
    if containing(subject.profile.lexicon("routine_management")).search(subject.folded_name):
        return
    expected = _expected(subject)
    if expected is None or expected == declared:
        return
    yield Hit(
        at=subject.at("name"),
        message=Bilingual(
            f"“{short(subject.name)}”属于{LABELS[expected]}，却列在{LABELS[declared]}下。",
            f"“{short(subject.name)}” belongs under {LABELS[expected]}, not "
            f"under {LABELS[declared]}.",
        ),
        fix=Bilingual(f"移到“{LABELS[expected]}”下。", f"Move it to {LABELS[expected]}."),
    )


def _expected(subject: IndicatorSubject) -> str | None:
    profile, name = subject.profile, measure(subject.name)
    if ending(profile.lexicon("ecology_measures")).search(name):
        return "23"
    if ending(profile.lexicon("timeliness_measures")).search(name):
        return "13"
    if ending(profile.lexicon("quality_measures")).search(name):
        return "12"
    if ending(profile.lexicon("reverse_measures")).search(name):
        return None
    is_count = ending(profile.lexicon("count_measures")).search(name)
    counted = subject.quantities and all(dimension(q.unit) != "percent" for q in subject.quantities)
    return "11" if is_count and counted else None


RULE = IndicatorRule(META, check)
