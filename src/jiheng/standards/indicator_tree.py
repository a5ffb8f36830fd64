"""The tree of performance indicators (财预〔2021〕101号, with labels older forms still use)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiheng.model import Indicator, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A first- or second-level indicator of the tree."""

    code: str
    label: str
    other_labels: tuple[str, ...] = ()


LEVEL1 = (
    Node(code="1", label="产出指标", other_labels=("产出",)),
    Node(code="2", label="效益指标", other_labels=("效益", "效果指标", "效果")),
    Node(code="3", label="满意度指标", other_labels=("满意度",)),
    Node(code="4", label="成本指标", other_labels=("成本",)),
)

LEVEL2 = (
    Node(code="11", label="数量指标", other_labels=("数量",)),
    Node(code="12", label="质量指标", other_labels=("质量",)),
    Node(code="13", label="时效指标", other_labels=("时效",)),
    Node(code="14", label="成本指标", other_labels=("成本",)),
    Node(code="21", label="经济效益", other_labels=("经济效益指标",)),
    Node(code="22", label="社会效益", other_labels=("社会效益指标",)),
    Node(code="23", label="生态效益", other_labels=("生态效益指标", "环境效益", "环境效益指标")),
    Node(
        code="24",
        label="可持续影响",
        other_labels=("可持续影响指标", "可持续发展", "可持续发展指标"),
    ),
    Node(
        code="31",
        label="服务对象满意度",
        other_labels=("服务对象满意度指标", "满意度指标", "社会公众或服务对象满意度指标"),
    ),
    Node(code="41", label="经济成本指标", other_labels=("经济成本",)),
    Node(code="42", label="社会成本指标", other_labels=("社会成本",)),
    Node(code="43", label="生态环境成本指标", other_labels=("生态环境成本", "环境成本指标")),
)


def _by_label(nodes: tuple[Node, ...]) -> dict[str, str]:
    return {label: node.code for node in nodes for label in (node.label, *node.other_labels)}


LABELS = {node.code: node.label for node in (*LEVEL1, *LEVEL2)}
_NUMBERS = frozenset("（(一二三四五六七八九十①②③④⑤⑥⑦⑧⑨0123456789０１２３４５６７８９")
_NUMBERED = re.compile(
    r"^(?:[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．）)]|[①-⑨])\s*"
)
_BRACKETED = re.compile(r"(?<=.)[（(][^（）()]{1,12}[）)]$")
_LEVEL1_BY_LABEL = _by_label(LEVEL1)
_LEVEL2_BY_LABEL = _by_label(LEVEL2)


def bare_label(label: str) -> str:
    """Return a label without the number before it and the brackets behind: 一、产出指标（50分）."""
    if label[:1] in _NUMBERS:
        label = _NUMBERED.sub("", label)
    return _BRACKETED.sub("", label) if label[-1:] in "）)" else label


def level1_code(level: Level | None) -> str | None:
    """Return the standard code of a printed 一级指标 by its label; None if unknown."""
    return None if level is None else _LEVEL1_BY_LABEL.get(bare_label(level.label))


def level2_code(level: Level | None) -> str | None:
    """Return the standard code of a printed 二级指标 by its label; None if unknown."""
    return None if level is None else _LEVEL2_BY_LABEL.get(bare_label(level.label))


def branch(indicator: Indicator) -> str | None:
    """Return the code of the first level an indicator is filed under, whichever level says so."""
    return level1_code(indicator.level1) or (level2_code(indicator.level2) or "")[:1] or None
