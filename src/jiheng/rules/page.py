"""The published page of a rule, written from its metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.standards.labels import FAMILIES, SEVERITIES

if TYPE_CHECKING:
    from jiheng.bilingual import Language
    from jiheng.rules.base import Basis, Rule, RuleMeta

_STATUS = {
    "stable": Bilingual("正式", "stable"),
    "preview": Bilingual("试用", "preview"),
    "deprecated": Bilingual("停用", "deprecated"),
}
_WHAT = Bilingual("查什么", "What it finds")
_WHY = Bilingual("为什么", "Why it matters")
_BAD = Bilingual("反例", "Wrong")
_GOOD = Bilingual("正例", "Right")
_FIX = Bilingual("怎么改", "How to fix it")
_BASIS = Bilingual("依据", "Basis")
_CONFIRMED = Bilingual("（出处已核对）", "(source checked)")
_UNCONFIRMED = Bilingual(
    "（出处未经核对，引用前请对照原文）",
    "(source not checked; compare with the official text before relying on it)",
)


def page_text(rule: Rule, language: Language = "zh") -> str:
    """Return the page of a rule as Markdown, ending in a line break."""
    meta = rule.meta
    page = meta.page
    sections = (
        (_WHAT, page.what),
        (_WHY, page.why),
        (_BAD, page.bad),
        (_GOOD, page.good),
        (_FIX, page.fix),
        (_BASIS, _basis(meta.basis)),
    )
    parts = [f"# {meta.code} {meta.title.text(language)}", _facts(meta).text(language)]
    for heading, body in sections:
        parts += [f"## {heading.text(language)}", body.text(language)]
    return "\n\n".join(parts) + "\n"


def _facts(meta: RuleMeta) -> Bilingual:
    family, severity = FAMILIES[meta.family], SEVERITIES[meta.severity]
    status = _STATUS[meta.status]
    aliases = "、".join(meta.aliases)
    also_zh = f" · 又称 {aliases}" if aliases else ""
    also_en = f" · also {aliases.replace('、', ', ')}" if aliases else ""
    return Bilingual(
        f"`{meta.name}` · {family.zh} · {severity.zh} · {status.zh} · 始于 {meta.since}{also_zh}",
        f"`{meta.name}` · {family.en} · {severity.en} · {status.en} · since {meta.since}{also_en}",
    )


def _basis(basis: Basis) -> Bilingual:
    mark = _CONFIRMED if basis.confirmed else _UNCONFIRMED
    return Bilingual(f"{basis.text.zh}{mark.zh}", f"{basis.text.en} {mark.en}")
