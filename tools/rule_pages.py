"""Write `docs/rules/` from the metadata of the rules: one page a rule, and an index."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from jiheng.rules import CATALOGUE
from jiheng.rules.page import page_text
from jiheng.rules.undecidable import UNDECIDABLE
from jiheng.standards.labels import FAMILIES, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jiheng.rules.base import RuleMeta

FOLDER = Path(__file__).parent.parent / "docs" / "rules"
_INTRODUCTION = """\
# 审核规则 / Rules

本目录由 `tools/rule_pages.py` 按规则的元数据生成，请勿手工修改。
These pages are generated from the metadata of the rules by `tools/rule_pages.py`; edit the rules.

"""
_TABLE_HEAD = "| 代码 | 规则 | 轻重 | Rule | Severity |\n|---|---|---|---|---|"
_UNDECIDABLE = """\
## 仅凭公开表无法判断 / What a disclosed table cannot decide

每次审核都会列出这些未查事项及原因。 Every review lists them with the reason.

| 编号 | 事项 | 原因 | Check | Reason |
|---|---|---|---|---|"""


def pages() -> Mapping[str, str]:
    """Return file name → content of everything that belongs in the folder."""
    texts = {
        f"{rule.meta.code}.md": f"{page_text(rule, 'zh')}\n---\n\n{page_text(rule, 'en')}"
        for rule in CATALOGUE
    }
    return {"README.md": _INTRODUCTION + "\n".join(_index()) + "\n", **texts}


def _index() -> Iterator[str]:
    metas = [rule.meta for rule in CATALOGUE]
    for family, members in groupby(metas, key=lambda meta: meta.family):
        title = FAMILIES[family]
        yield f"## {title.zh} / {title.en.capitalize()}\n"
        yield _TABLE_HEAD
        yield from (_line(meta) for meta in members)
        yield ""
    yield _UNDECIDABLE
    for item in UNDECIDABLE:
        yield (
            f"| {item.number} | {item.title.zh} | {item.needs.zh} "
            f"| {item.title.en} | {item.needs.en} |"
        )


def _line(meta: RuleMeta) -> str:
    severity = SEVERITIES[meta.severity]
    return (
        f"| [{meta.code}]({meta.code}.md) | {meta.title.zh} | {severity.zh} "
        f"| {meta.title.en} | {severity.en} |"
    )


def main() -> None:
    """Write the pages and remove those of rules that are no more."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    texts = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
