"""Labels that no list holds but that are put together of the same words: 归口主管单位, 短期目标."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_OF_YEAR = "年度|本年度?|当年|全年|今年"
_OF_PERIOD = "中期|长期|中长期|远期|[三五]年|实施期|实施周期|周期|项目期|跨年度"
_SAID = "描述|概述|内容|说明|阐述|表述|简述"
_FUNDS = "预算|资金|经费"
_SUM = "总额|总数|总量|总计|合计|数|数额|金额|规模|额度"
_ASKED = "申请|申报|安排|支出|批复|下达|需求"
_TOTAL = (
    rf"(?:项目|{_OF_YEAR}|拟){{0,3}}(?:总)?(?:{_ASKED})?(?:{_FUNDS})(?:总|{_ASKED}){{0,2}}(?:{_SUM})"
    rf"|(?:项目|{_OF_YEAR}|拟){{0,3}}(?:申请|申报|安排|批复|下达)(?:{_FUNDS}|金额|数额?|总额)"
    rf"|(?:项目|{_OF_YEAR}){{1,2}}(?:预算|资金)(?:申请|申报|安排|批复|需求)"
    rf"|(?:项目|{_OF_YEAR}){{1,2}}(?:总)?(?:金额|额度)"
)
_NAME = "(?:(?:政策|专项资金|专项|转移支付|资金|任务|项目)[/、和或及与]?){2,3}名称"
_FIGURE = "(?:数额?|金额|总?额|总额|资金|规模)"
_PLANNED = "(?:预算|批复|安排|下达){1,3}"
_SPENT = "(?:执行|支出|使用|支付)"
_SPENDING = rf"(?:预算|资金)?(?:实际|累计|已)?{_SPENT}"
_UNTIL = rf"(?:{_OF_YEAR}|实际|累计|截至目前|截止目前|\d{{1,2}}-\d{{1,2}}月(?:份)?){{0,2}}"
_EXPLAINED = "解释|说明|释义|内涵|定义|注释|含义|口径|描述|计算方法|计算公式|统计口径|核算方法"
_LEVEL = (
    r"(?:绩效)?(?:指标)?第?[{}]级(?:绩效|评价|考核)?(?:指标|目标)?(?:名称|类别|类型|内容)?"
    r"|(?:绩效)?指标[{}]级"
)
_PATTERNS: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]] = MappingProxyType(
    {
        vocabulary: tuple((role, re.compile(pattern)) for role, pattern in patterns)
        for vocabulary, patterns in {
            "columns": (
                ("level1", _LEVEL.format("一1Ⅰ", "一1Ⅰ")),
                ("level2", _LEVEL.format("二2Ⅱ", "二2Ⅱ")),
                ("name3", _LEVEL.format("三3Ⅲ", "三3Ⅲ")),
                ("name3", "(?:具体|考核|细化|明细|末级)(?:绩效)?指标(?:名称|内容|项目?)?|指标项"),
                (
                    "annual_value",
                    (
                        rf"(?:{_OF_YEAR})?(?:考核|预设|既定|预计|预计完成|计划完成|计划实现|标准)"
                        "(?:指标|目标)?(?:标准)?值"
                    ),
                ),
                (
                    "explanation",
                    (
                        rf"(?:绩效|三级)?(?:指标|目标值?|指标值)?(?:{_EXPLAINED})"
                        rf"(?:(?:[及和与、/]|以及)(?:指标)?(?:{_EXPLAINED}))?"
                    ),
                ),
                ("total", _TOTAL),
                ("name", _NAME),
            ),
            "labels": (
                ("year", "年份|(?:预算|项目|申报|填报|所属)(?:年度|年份)"),
                ("name", f"项目名|(?:本|该)?项目(?:的)?(?:全|中文)称|{_NAME}"),
                (
                    "department",
                    (
                        r"(?:项目|业务|预算|资金|归口|上级|行业|一级|市级?|县级?|区级?|省级?)?"
                        r"(?:归口|业务|预算|上级)?(?:主管|归口管理|上级主管|上级|牵头)"
                        r"(?:预算)?(?:部门|单位|局|委办局|机关)(?:名称|全称)?(?:及(?:代码|编码))?"
                    ),
                ),
                (
                    "organization",
                    (
                        r"(?:项目|资金|预算|具体|组织)?(?:使用|实施|执行|承担|申报|申请|建设|负责|用款|承办|"
                        r"主办|用|管理)(?:单位|部门|主体|机构)(?:名称|全称)?(?:及(?:代码|编码))?"
                    ),
                ),
                (
                    "period",
                    (
                        "(?:项目|资金)?(?:起止|实施|执行|建设|实施起止|建设起止)"
                        "(?:时间|年度|年份|年限|日期|期限|期间|年月|时段)"
                    ),
                ),
                (
                    "period_goal",
                    (
                        rf"(?:项目)?(?:{_OF_PERIOD})(?:总体|整体|总)?(?:绩效)?(?:总体|整体|总)?目标"
                        rf"(?:{_SAID}|[一二三四五六七八九十\d]{{1,2}})?"
                    ),
                ),
                (
                    "goal",
                    (
                        rf"(?:项目|部门|单位)?(?:{_OF_YEAR}|短期|近期|总体|整体|预期)?"
                        rf"(?:总体|整体|预期|工作)?(?:绩效|预期)?(?:总体|整体|总)?目标(?:{_SAID})?"
                    ),
                ),
                ("goal", r"(?:项目|绩效|年度|总体)?(?:绩效)?目标[一二三四五六七八九十\d]{1,2}"),
            ),
            "money_columns": (
                ("initial_budget", rf"(?:年初|期初|初始|原)(?:部门|项目)?{_PLANNED}{_FIGURE}?"),
                (
                    "budget",
                    rf"(?:{_OF_YEAR}|(?:中期|年中)?(?:调整|变更|追加)后?){{1,2}}{_PLANNED}{_FIGURE}?",
                ),
                (
                    "forecast",
                    rf"(?:{_OF_YEAR})?(?:预计|预测|预估)(?:{_OF_YEAR})?{_SPENDING}{_FIGURE}?",
                ),
                ("executed", rf"{_UNTIL}{_SPENDING}{_FIGURE}"),
                ("rate", rf"{_UNTIL}{_SPENDING}(?:进度|率|比例|比率)"),
            ),
            "money_lines": (
                ("total", _TOTAL),
                (
                    "other",
                    "(?:单位|部门|项目|企业|社会|个人)?(?:自筹|自有)(?:资金|部分|经费|收入)?",
                ),
                (
                    "line",
                    (
                        "(?:中央|省|省级|市|市级|区|区级|县|县级|镇级?|乡镇级?|街道|村级|本级|上级|同级|地方|"
                        "市本级|区本级|县本级|省本级)(?:财政)?(?:专项|配套|转移支付|预算|补助|拨款|安排)"
                        "*(?:资金|拨款|补助|转移支付|经费|投入|财政)"
                    ),
                ),
            ),
        }.items()
    }
)
_LAST: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "columns": frozenset("标称别型容项目值级释明义涵定注含径述法式额数量计模度金请报排复达求"),
        "labels": frozenset(
            "一二三四五六七八九十0123456789度份名称门位局关码体构间限期月段标述容明简"
        ),
        "money_columns": frozenset("数额金资规模算复排达度率例"),
        "money_lines": frozenset("额数量计模度金费算请报排复达求款助付入政筹有分"),
    }
)
"""Characters with which such labels end: nothing else is looked at closer."""

LONGEST = 24
"""Characters of a label that is put together."""


def composed(words: str, vocabulary: str) -> str | None:
    """Return the role of a label that is put together of known words; None for any other."""
    if len(words) > LONGEST or words[-1:] not in _LAST.get(vocabulary, ()):
        return None
    patterns = _PATTERNS[vocabulary]
    return next((role for role, pattern in patterns if pattern.fullmatch(words)), None)
