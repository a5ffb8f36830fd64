"""Units of measure as official prose prints them: a lexicon, and the longest unit at a place.

A unit is kept as printed (万户 stays 万户); only what follows the number is looked at.
"""

from __future__ import annotations

import re
from itertools import groupby

from jiheng.language.patterns import seldom

MULTIPLIERS = ("万亿", "千亿", "百亿", "十亿", "千万", "百万", "十万", "万", "亿", "千", "百")
"""Stand between a number and its unit, or alone: 5万人, ≥5亿."""

_LEXICON = """
% ‰ ‱ ％ ﹪ ℃ ㎡ 百分点 百分比 个百分点 个基点
元 美元 港元 欧元 日元
人次 人天 人日 人月 人年 人 名 位次 位 户 户次 家次 家 团 对
个工作日 个自然日 个小时 个月 个季度 个班次 个年度 个 只 支 枝 根
项次 项 条次 条 类 种 款 处 间 座 栋 幢 柜 批次 批
场次 场 次 班次 班 期 节 课时 学时 例 宗 起 单
份 篇次 篇 件次 件 册 本 部 张 页 幅 封 字 卷 集 组 队
台次 台套 台 套次 套 辆次 辆 架 艘 列 块 片 盏 株 棵
趟 班列 标箱 箱 瓶 袋 桶 盒 头 口 门 所 道 面 把
小时 分钟 工作日 自然日 季度 学期 学年 秒钟 秒 天 日 周 月 年
平方公里 平方千米 平方米 平米 平方 公顷 亩 立方米 立方 延米 公里 千米 厘米 毫米 海里 米 里
吨标准煤 吨标煤 吨 千克 公斤 克 毫克 微克 升 毫升
千瓦时 千瓦 兆瓦 兆瓦时 度 赫兹 分贝 倍 成 分 点 桩
站 床 床位 张床 席 席位 机位 车位 泊位 点位 标段 包 笔 票
"""
UNITS = tuple(_LEXICON.split())
"""Measure words and units met in published tables of targets."""

_TIMES = (
    "年 月 个月 个季度 季度 周 天 日 小时 个小时 分钟 秒 工作日 个工作日 自然日 个自然日 学期 学年"
)
TIME_UNITS = frozenset(_TIMES.split())
"""Units whose number may be a stretch of time instead of an amount (3年内)."""

_LATIN = """
km KM m cm mm L m2 m3 m² m³ km2 km² kg KG t g ml kW KW kw MW GW kWh KWh kwh kVA KVA
GB TB PB MB Mbps Gbps EFLOPS PFLOPS P kPa dB s h min mg μg µg ug mL dB(A) dB（A）
"""
LETTER_UNITS = frozenset(_LATIN.split())
"""Units in Latin letters; any other letters after a number make it a name (5G, 3D)."""

_LETTERS = seldom(r"[μµ]?[A-Za-z]+[²³23]?(?![A-Za-z0-9])(?:(?<=dB)(?:\(A\)|（A）))?")
_PER_LETTERS = LETTER_UNITS | {"L", "d", "a"}
_PER_COUNT = re.compile(
    r"每?1(?:0{1,7}(?P<many>[十百千万亿]{1,2})?(?![\d.年月日号%％‰])|(?P<more>[十百千万亿]{1,2})"
    r"|(?=个?[月天日年周人户家次]))"
)
"""What an amount is for one, or a round number of: 2次/1月, 3起/10万人, 10台/100户."""

_OTHER_WORDS = frozenset(("周年", "年度", "年级", "分类", "分析", "分别", "次数", "点击", "条件"))
_SLASHES = frozenset("/／")
_JOINS = frozenset("/／·.．")
_MORE = frozenset("/／·")
"""What goes on with a unit: 元/人, 人·天."""
_BOUNDARY = r"(?=$|[，。；、,;：:/／·（()）]|(?:及|（含）)?以[上下内]|之内|左右)"
_BRACKETED = re.compile(r"[（(][\u4e00-\u9fff·.．/／]{1,8}[)）]")
_SHORT_WORD = re.compile(rf"[\u4e00-\u9fff](?![内外前后起止左右以上下])[\u4e00-\u9fff]{_BOUNDARY}")
_WORD = seldom(rf"[\u4e00-\u9fff]{{1,4}}{_BOUNDARY}")
_BY_FIRST = {
    first: tuple(sorted(group, key=len, reverse=True))
    for first, group in groupby(sorted(set(UNITS)), key=lambda unit: unit[0])
}
_MULTIPLIERS_BY_FIRST = {
    first: tuple(sorted(group, key=len, reverse=True))
    for first, group in groupby(sorted(MULTIPLIERS), key=lambda word: word[0])
}


def unit_end(text: str, start: int) -> int:
    """Return where the unit that begins at a place ends; the place itself when there is none."""
    end = _simple_end(text, start)
    if end > start and text[end : end + 1] in _MORE:
        return _denominators_end(text, end)
    return end


def letters_end(text: str, start: int) -> int:
    """Return where a unit in Latin letters ends; the place itself when there is none."""
    end = _letters_end(text, start, LETTER_UNITS)
    if end > start and text[end : end + 1] in _MORE:
        return _denominators_end(text, end)
    return end


def counted_end(text: str, slash: int) -> int:
    """Return where `/10万` or `/10万人` right behind a number ends; the slash where none is."""
    counted = _PER_COUNT.match(text, slash + 1)
    if counted is None or not (counted["many"] or counted["more"]):
        return slash
    return _denominators_end(text, slash)


def _letters_end(text: str, start: int, units: frozenset[str]) -> int:
    match = _LETTERS.match(text, start)
    return match.end() if match is not None and match[0] in units else start


def _simple_end(text: str, start: int) -> int:
    end = _measure_end(text, start)
    if end > start:
        return end
    for multiplier in _MULTIPLIERS_BY_FIRST.get(text[start : start + 1], ()):
        if text.startswith(multiplier, start):
            return _multiplied_end(text, start + len(multiplier))
    return start


def _measure_end(text: str, start: int) -> int:
    for unit in _BY_FIRST.get(text[start : start + 1], ()):
        if text.startswith(unit, start) and text[start : start + 2] not in _OTHER_WORDS:
            return start + len(unit)
    return start


def _multiplied_end(text: str, after: int) -> int:
    """Read what a multiplier counts; 余 or 多 may stand between (5万多人)."""
    vague = text[after : after + 1] in ("余", "多")
    end = _measure_end(text, after + vague)
    if end == after + vague:
        end = letters_end(text, end)
    return end if end > after + vague else after


def _denominators_end(text: str, slash: int) -> int:
    """Read `/年`, `/人/年`, `/人·天` or `/（人·天）` after a unit."""
    end = _denominator_end(text, slash)
    while end > slash and text[end : end + 1] in _JOINS:
        slash, end = end, _denominator_end(text, end)
    return end


def _denominator_end(text: str, mark: int) -> int:
    """Read what follows a slash; a word the lexicon lacks counts up to a boundary, or one sign."""
    after = mark + 1
    counted = _PER_COUNT.match(text, after) if text[mark] in _SLASHES else None
    if counted is not None:
        end = _word_end(text, counted.end())
        bare = counted.end() if counted["many"] or counted["more"] else mark
        return end if end > counted.end() else bare
    if text[mark] not in _SLASHES:
        known = max(_known_word_end(text, after), _letters_end(text, after, _PER_LETTERS))
        return known if known > after else mark
    end = _word_end(text, after)
    return end if end > after else mark


def _word_end(text: str, after: int) -> int:
    """Return where the word behind a slash ends; its own place where none is."""
    known = max(_known_word_end(text, after), _letters_end(text, after, _PER_LETTERS))
    word = _BRACKETED.match(text, after) or _SHORT_WORD.match(text, after)
    if word is not None:
        return word.end()
    if known > after:
        return known
    word = _WORD.match(text, after)
    if word is not None:
        return word.end()
    return after + 1 if "\u4e00" <= text[after : after + 1] <= "\u9fff" else after


def _known_word_end(text: str, start: int) -> int:
    for word in _BY_FIRST.get(text[start : start + 1], ()):
        if text.startswith(word, start):
            return start + len(word)
    return start
