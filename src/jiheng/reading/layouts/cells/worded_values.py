"""Values in words that are whole as they are: 明显提高, 及时完成, 优, but not 逐步 over 提高."""

from __future__ import annotations

from jiheng.language.patterns import seldom
from jiheng.results.senses import DOWN, UP

_DEGREE = (
    "有所|显著|明显|有效|进一步|持续|不断|逐步|逐渐|稳步|大幅度?|较大|较好|基本|得到|切实|全面|长期|充分|"
    "大力|及时|按时|按期|如期|准时|积极|良好|较为?|更加|正常"
)
_VERB = (
    f"{UP}|{DOWN}|完善|加强|保障|促进|推动|推进|带动|缓解|控制|稳定|发挥|满足|落实|完成|到位|巩固|规范|"
    "健全|加快|支撑|运行|开展|丰富|美化|保护|增收|受益|保持|拓展|夯实|强化|维护|好转|影响"
)
_OUTCOME = seldom(rf"(?:{_DEGREE})+(?:{_VERB})+|(?:{_VERB})+(?:{_DEGREE})+")
_GRADE = seldom("优秀?|良好?|中|差|不?合格|不?达标|及格|是|否|有|无|较?高|较?好|满意|不?符合要求")


def is_worded(value: str) -> bool:
    """Return whether a text is a value in words that nothing need stand before or behind.

    An adverb alone is none (逐步), nor a verb alone (提高): together they may be one value.
    """
    return _OUTCOME.fullmatch(value) is not None or _GRADE.fullmatch(value) is not None
