"""Words of an actual value that say plainly that the target was not met: 未及时, 发生2起."""

from __future__ import annotations

import re

from jiheng.language.quantities import find_quantities
from jiheng.results.senses import DOWN, UP

_SPACES = re.compile(r"\s+")
_ENDS = "。；;，,！!"
_ADVERBS = "尚|仍|均|都|还|也|暂|并|至今|目前|项目|工作|任务|实际"
_NEGATION = re.compile(
    rf"(?:{_ADVERBS})*(?:未能|没有|没能|不能|无法|未曾|未|没|不"
    r"|无(?=明显|显著|有效|较大|改善|提[高升]|增[长加强]))(?:有所)?"
)
_NOT_REACHED = re.compile(r"[未没](?:有|能)?(?:达到|完成|实现)(?:到|了)?(?=[\d≥>])")
_PROMISED = re.compile(
    r"(?:确保|保证|力争|实现|全年|年内|期间|安全生产|安全|施工|工程|项目|全部)*(?:不得|不能|不(?!断|仅)|未|无|没有|零|杜绝|避免|防止|禁止)(?:再)?"
)
_DEGREES = re.compile(
    r"有所|显著|明显|有效|进一步|持续|不断|逐步|稳步|大幅度?|较大|较|基本|得到|很大"
)
_DONE = re.compile(
    r"(?:按时|及时|按期|如期|准时|按计划|按要求|能)*"
    r"(?:完成|达成|达标|达到|实现|合格|通过|到位|落实|及时|按时|按期|如期|准时|满意)"
    r"(?:到|了)?(?:预期|年初|年度|设定|规定|既定|计划|预定)*(?:的)?"
    r"(?:目标值|指标值|目标|指标|要求|标准|任务|进度|工作|效果)?"
)
_BAD = re.compile("(?:效果|结果|质量)?(?:为|是)?[很较极]?(?:差|不佳|不理想|不及格|失败)")
_LATE = re.compile(
    r"(?:已|有所|严重)*(?:逾期|延期|超期|延误|延迟|滞后|推迟|拖延|迟延)"
    r"(?:了)?(?:\d{1,3}(?:个)?(?:天|日|周|月|季度|工作日))?(?:才)?(?:完成|交付|支付|验收)?"
)
_IN_TIME = re.compile(r"及时|按时|按期|如期|准时|时限|期限|之前|\d日?前|\d[月日]|年[底末内]|季度")
_HAPPENED = re.compile("发生|出现|存在|造成|有|产生|收到|接到|死亡|受伤")
_HARM = re.compile(
    "发生|出现|事故|事件|投诉|违|案|差错|失误|错误|故障|污染|伤|亡|隐患|纠纷|访|拖欠|浪费|流失|"
    "泄|舆情|问题|损|灾|疫|火|侵|腐|超"
)
_TIMES = frozenset("起次件例宗个人条处项例")
_IN_NUMERALS = re.compile("(?:发生|出现)(?:了)?[一二两三四五六七八九十几多数]+[起次件例宗].{0,6}")
_STEADY = re.compile("稳定|保持|维持|持平")
_UPWARD = re.compile(rf"(?:{UP})(?:了)?")
_DOWNWARD = re.compile(rf"(?:{DOWN})(?:了)?")
_UNCHANGED = re.compile(
    "(?:与|同|较)?(?:上年|去年|往年|上一年|以往)?(?:基本)?(?:持平|不变)|(?:无|没有|未有?|没)变化"
)
_SHORTEST = 2


def is_failure(said: str | None, wanted: str | None, *, in_words: bool = True) -> bool:
    """Return whether the words of an actual value deny what the target asks for.

    Only whole, short statements count; prose is left to a person. A target that asks for something
    not to happen is failed by what happened, never by words that deny it.

    Args:
        said: 实际完成值 as printed.
        wanted: The target as printed.
        in_words: Whether the target itself is words, not a number or a day.
    """
    words = _SPACES.sub("", said or "").strip(_ENDS)
    target = _SPACES.sub("", wanted or "").strip(_ENDS)
    if not words:
        return False
    if _BAD.fullmatch(words) or (_LATE.fullmatch(words) and _IN_TIME.search(target)):
        return True
    if _NOT_REACHED.search(words) and len(find_quantities(words)) == 1:
        return True
    promised = _PROMISED.match(target) if in_words else None
    if promised is not None:
        return _happened(words, target[promised.end() :])
    return _denied(words, target) or _turned_round(words, target)


def _denied(words: str, target: str) -> bool:
    negation = _NEGATION.match(words)
    if negation is None:
        return False
    rest = words[negation.end() :]
    if _DONE.fullmatch(rest):
        return True
    bare = _DEGREES.sub("", rest)
    if _HARM.search(bare) or (_DOWNWARD.search(target) and not _DOWNWARD.search(bare)):
        return False
    return len(bare) >= _SHORTEST and bare in _DEGREES.sub("", target)


def _happened(words: str, event: str) -> bool:
    """Return whether something happened that was not to."""
    if _NEGATION.match(words) or words.startswith(("无", "零")):
        return False
    if words == event or words in {f"发生{event}", f"出现{event}"}:
        return len(event) >= _SHORTEST
    if _HARM.search(event) is None:
        return False
    if _IN_NUMERALS.fullmatch(words):
        return True
    quantities = find_quantities(words)
    if len(quantities) != 1 or quantities[0].number <= 0 or quantities[0].unit[:1] not in _TIMES:
        return False
    before = words[: quantities[0].start]
    return not before or _HAPPENED.search(before) is not None or before in event


def _turned_round(words: str, target: str) -> bool:
    """Return whether something fell that was to rise, or rose that was to fall."""
    bare = _DEGREES.sub("", words)
    if _UNCHANGED.fullmatch(bare):
        return bool(_UPWARD.search(target) or _DOWNWARD.search(target)) and not _STEADY.search(
            target
        )
    if _DOWNWARD.fullmatch(bare):
        return bool(_UPWARD.search(target)) and not _DOWNWARD.search(target)
    if _UPWARD.fullmatch(bare):
        return bool(_DOWNWARD.search(target)) and not _UPWARD.search(target)
    return False
