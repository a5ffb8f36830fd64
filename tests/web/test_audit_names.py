"""Every act on record has a name in both languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import jiheng_web
from jiheng_web.access.policy import Action
from jiheng_web.audit.names import act_name

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = Path(jiheng_web.__file__).parent
_CODE = re.compile(r"[a-z_]+\.[a-z_]+|export")


def acts() -> tuple[str, ...]:
    """Return the codes of all acts that are carried out somewhere, by the sources."""
    found: set[str] = set()
    for path in SOURCES.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "audit.acts" in text:
            for node in ast.walk(ast.parse(text)):
                found |= set(_codes(node))
    return tuple(sorted(found | {str(action) for action in Action}))


def _codes(node: ast.AST) -> Iterator[str]:
    """Yield the codes of a call that begins an act, or of what is set as the name of one."""
    named: ast.AST | None = None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) > 1:
        named = node.args[1] if node.func.id in {"act", "note_refusal"} else None
    elif isinstance(node, ast.Assign):
        goals = [goal.elts if isinstance(goal, ast.Tuple) else [goal] for goal in node.targets]
        names = [getattr(one, "id", getattr(one, "attr", "")) for goal in goals for one in goal]
        named = node.value if "name" in names else None
    for part in ast.walk(named) if named else ():
        if isinstance(part, ast.Constant) and _CODE.fullmatch(str(part.value)):
            yield str(part.value)


def test_acts_are_found_in_the_sources() -> None:
    assert {"self_evaluation.draw", "organization.activate", "login.refused"} <= set(acts())


def test_every_act_has_a_chinese_and_an_english_name() -> None:
    named = {act: act_name(act) for act in acts()}

    assert [
        act
        for act, name in named.items()
        if not re.search("[一-鿿]", name.zh) or re.search("[._]", name.en)
    ] == []
