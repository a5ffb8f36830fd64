"""A ranking, an explanation or a sensitivity as one page: a picture, and its numbers beside it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_evidence.schemes.bars import Bar, bars
from jiheng_evidence.schemes.records import explanation_lines, ranking_lines
from jiheng_evidence.schemes.report_words import HEADS, OUTCOMES, caption, heads

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiheng.bilingual import Language
    from jiheng.schemes.explaining import Explanation
    from jiheng.schemes.scheme import Scheme
    from jiheng.schemes.sensitivity import Sensitivity
    from jiheng.schemes.standing import Ranking

_PICTURED = 30
_POLICY = (
    '<meta http-equiv="Content-Security-Policy"'
    " content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)
_STYLE = """
:root { color-scheme: light; }
body { margin: 2rem auto; max-width: 76rem; padding: 0 1rem; background: #fff; color: #1a1a1a;
  font: 15px/1.6 system-ui, "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 1.5em; margin: 0; } h2 { font-size: 1.15em; margin-top: 2rem; }
.about, figcaption { color: #555; } figure { margin: 1rem 0; }
svg { max-width: 100%; height: auto; } .scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92em; }
th, td { border-bottom: 1px solid #ddd; padding: .3em .6em; text-align: left; vertical-align: top; }
thead th { background: #eef3f8; position: sticky; top: 0; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.name { white-space: pre-wrap; }
@media print { body { margin: 0; max-width: none; font-size: 9pt; } thead th { position: static; } }
"""


def ranking_page(ranking: Ranking, language: Language) -> bytes:
    """Return all standings, the first of them as a picture."""
    scheme = ranking.scheme
    first = [found for found in ranking.in_order() if found.rank is not None][:_PICTURED]
    picture = bars(
        [Bar(f"{found.rank}. {found.entity}", found.score or 0, found.grade) for found in first],
        Bilingual(f"前 {len(first)} 名得分", f"Scores of the first {len(first)}").text(language),
    )
    counts = [
        f"{label.text(language)} {sum(found.outcome is outcome for found in ranking.standings)}"
        for outcome, label in OUTCOMES.items()
    ]
    names = heads(language, "rank", "group", "score", "outcome", "remarks")
    names[1:1] = [scheme.entity]
    table = _table(names, ranking_lines(ranking, language), {0, 3})
    return _page(scheme, scheme.name, language, [f"<p>{' · '.join(counts)}</p>", picture, table])


def explanation_page(scheme: Scheme, found: Explanation, language: Language) -> bytes:
    """Return why an entity stands where it does."""
    standing = found.standing
    leaves = [step for step in found.steps if step.code not in scheme.children]
    pictured = sorted(leaves, key=lambda step: -(step.contribution or 0))
    picture = bars(
        [Bar(f"{step.code} {step.name}", step.contribution or 0) for step in pictured],
        HEADS["contribution"].text(language),
    )
    rank = "—" if standing.rank is None else standing.rank
    facts = (
        f"{HEADS['score'].text(language)} {standing.score or '—'}",
        f"{HEADS['rank'].text(language)} {rank}",
        f"{HEADS['grade'].text(language)} {standing.grade or '—'}",
        OUTCOMES[standing.outcome].text(language),
    )
    names = heads(language, "indicator", "value", "points", "share", "contribution", "how")
    lines = [line.text(language) for line in (*found.conditions, *found.beside)]
    raises = [
        (
            f"{item.code} {item.name}",
            item.to.text(language),
            f"+{item.gain}",
            f"{item.score}",
            "—" if item.rank is None else str(item.rank),
        )
        for item in found.raises
    ]
    content = [
        f"<p>{escape(' · '.join(facts))}</p>",
        *(f"<p>{escape(line)}</p>" for line in lines),
        picture,
        _table(names, explanation_lines(found, language), {1, 2, 3, 4}),
    ]
    if raises:
        names = heads(language, "indicator", "to", "gain", "then", "rank_then")
        title = Bilingual("改进一项的效果", "What raising one would give")
        content += [_heading(title, language), _table(names, raises, {2, 3, 4})]
    return _page(scheme, f"{scheme.name}：{standing.entity}", language, content)


def sensitivity_page(scheme: Scheme, found: Sensitivity, language: Language) -> bytes:
    """Return what becomes of a ranking when weights change."""
    title = Bilingual(
        f"随机权重 {found.draws} 次，留在前 {found.top} 名的比例（%）",
        f"Among the first {found.top}, per cent of {found.draws} random weightings",
    ).text(language)
    picture = bars([Bar(name, share) for name, share in found.shares[:_PICTURED]], title)
    shares = [(name, str(share)) for name, share in found.shares]
    shifts = [
        (
            f"{shift.code} {shift.name}",
            f"{shift.change:+d}%",
            str(shift.correlation),
            "、".join(shift.entered),
            "、".join(shift.left),
        )
        for shift in found.shifts
    ]
    names = heads(language, "indicator", "change", "correlation", "entered", "left")
    content = [
        picture,
        _table([scheme.entity, *heads(language, "share_of_draws")], shares, {1}),
        _heading(Bilingual("单项权重变动", "One weight changed"), language),
        _table(names, shifts, {1, 2}),
    ]
    return _page(scheme, scheme.name, language, content)


def _heading(title: Bilingual, language: Language) -> str:
    return f"<h2>{escape(title.text(language))}</h2>"


def _table(names: Sequence[str], rows: Iterable[Sequence[str]], numbers: set[int]) -> str:
    kinds = ["n" if column in numbers else "name" for column in range(len(names))]
    head = "".join(
        f'<th scope="col" class="{kind}">{escape(name)}</th>'
        for kind, name in zip(kinds, names, strict=True)
    )
    body = "".join(
        f"<tr>{''.join(_cell(kind, cell) for kind, cell in zip(kinds, row, strict=True))}</tr>\n"
        for row in rows
    )
    return (
        f'<div class="scroll"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>\n{body}</tbody></table></div>"
    )


def _cell(kind: str, text: str) -> str:
    return f'<td class="{kind}">{escape(text)}</td>'


def _page(scheme: Scheme, title: str, language: Language, content: Sequence[str]) -> bytes:
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{"zh-CN" if language == "zh" else "en"}">',
        '<head><meta charset="utf-8">',
        _POLICY,
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>",
        f"<body><main><h1>{escape(title)}</h1>",
        f'<p class="about">{escape(caption(scheme, language))}</p>',
        *content,
        "</main></body></html>",
    ]
    return ("\n".join(lines) + "\n").encode()
