"""LE002: goals that begin or end in the middle of a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Hit, Page, ProjectRule, RuleMeta, not_applicable
from jiheng.rules.legibility.basis import SOUND_TEXT
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import ProjectSubject


META = RuleMeta(
    code="LE002",
    name="clipped-goal",
    title=Bilingual("绩效目标残缺", "Clipped goal"),
    family=Family.LEGIBILITY,
    severity=Severity.MUST,
    basis=SOUND_TEXT,
    page=Page(
        what=Bilingual(
            "绩效目标从半句话开始、在半句话处结束，或者只剩残字。",
            "The goal begins or ends in the middle of a sentence, or only a crumb of it is left.",
        ),
        why=Bilingual(
            "残缺的目标看不出要做什么，也无法与指标对应。",
            "Nobody can tell from half a goal what is to be done.",
        ),
        bad=Bilingual(
            "“查、项目审计、项目验收……确保政策申报系统稳定运”",
            "“…ks, audits … keep the system run”",
        ),
        good=Bilingual(
            "“组织项目检查、项目审计、项目验收……确保政策申报系统稳定运行。”",
            "“Organize checks, audits … keep the system running.”",
        ),
        fix=Bilingual(
            "对照申报文本补全绩效目标。",
            "Restore the goal from the declaration.",
        ),
    ),
)
_CRUMB = 2
_SHOWN = 8
_SECOND = 2
_TAIL = 6
_CANNOT_BEGIN = frozenset("，,。；;、：:）)】〕》”’%")
_LISTED_ALONE = frozenset(
    "一二三四五六七八九十国省市区县镇街村校产学研用人财物水电气路农林工商贸文教科卫老中青少东西南北上下"
    "党政军企事供车船港衣食住行吃穿德智体美劳官兵师生医药资"
)
_LONE_BEGINNING = re.compile(r"([\u4e00-\u9fff])、[\u4e00-\u9fff]{2,}")
_LONE_END = re.compile(r"[，,；;。][\u4e00-\u9fff]$")
_ITEM = re.compile(r"(?:^|[。；;：:！])(\d{1,2})[、.．](?!\d)")
_OPEN_END = re.compile(
    r"[、，,（(《“‘【〔]$"
    r"|(?<![和总饱温缓柔祥融平])和$|(?<!目)的$|(?<![普涉危])及$|以及$"
    r"|(?:促进|推动|推进|支持|带动)[全我本](?:国|省|市|区|县)$"
)


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Look at both ends of the goal for signs that something was cut off."""
    goal = project.goal
    if not goal.strip():
        yield not_applicable("没有绩效目标", "there is no goal")
        return
    if len(goal) <= _CRUMB:
        ends = [(0, len(goal))]
    else:
        profile = project.profile
        start = _start_of_half(goal, profile.lexicon("half_beginnings"))
        end = _end_of_half(goal, profile.lexicon("half_endings"))
        ends = [part for part in (start, end) if part is not None]
    if ends:
        places = [project.at("goal", *part) for part in ends]
        words = "”“".join(short(place.excerpt) for place in places)
        yield Hit(
            at=places[0],
            more=tuple(places[1:]),
            message=Bilingual(
                f"“{short(project.row.name)}”的绩效目标不完整，断在“{words}”处。",
                f"The goal of “{short(project.row.name)}” is cut off at “{words}”.",
            ),
        )


def _start_of_half(goal: str, halves: tuple[str, ...]) -> tuple[int, int] | None:
    lone = _LONE_BEGINNING.match(goal)
    items = [int(match[1]) for match in _ITEM.finditer(goal)]
    if (
        goal[0] in _CANNOT_BEGIN
        or goal.startswith(halves)
        or (lone is not None and lone[1] not in _LISTED_ALONE)
        or (items and items[0] == _SECOND and 1 not in items)
    ):
        return 0, min(_SHOWN, len(goal))
    return None


def _end_of_half(goal: str, halves: tuple[str, ...]) -> tuple[int, int] | None:
    if (
        goal.endswith(halves)
        or _LONE_END.search(goal, len(goal) - 2)
        or _OPEN_END.search(goal, max(len(goal) - _TAIL, 0))
    ):
        return max(len(goal) - _SHOWN, 0), len(goal)
    return None


RULE = ProjectRule(META, check)
