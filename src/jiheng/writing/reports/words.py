"""The fixed wording of reports, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.bilingual import Language

_WORDS: Mapping[str, Bilingual] = {
    "report": Bilingual("绩效目标表审核报告", "Review of performance targets"),
    "product": Bilingual("绩衡", "Jiheng"),
    "overview": Bilingual("总览", "Overview"),
    "choose_table": Bilingual("选择目标表", "Choose a table"),
    "table": Bilingual("目标表", "Table"),
    "department": Bilingual("部门", "Department"),
    "departments": Bilingual("部门", "Departments"),
    "projects": Bilingual("项目", "Projects"),
    "money": Bilingual("资金", "Money"),
    "indicators": Bilingual("指标", "Indicators"),
    "measurable": Bilingual("可自动评判", "Machine-checkable"),
    "measurable_note": Bilingual(
        "指标值是数值、区间或期限，可由机器与实际完成值比对",
        "The target is a number, a range or a deadline that a machine can compare with",
    ),
    "findings": Bilingual("审核发现", "Findings"),
    "by_family": Bilingual("发现按类别分布", "Findings by family"),
    "unit": Bilingual("单位", "Unit"),
    "unknown": Bilingual("未读出", "unknown"),
    "no_money": Bilingual("表内未列", "not in the table"),
    "of_tables": Bilingual("张表列有资金", "tables print money"),
    "source": Bilingual("文件", "File"),
    "on_page": Bilingual("第{page}页", "page {page}"),
    "profile": Bilingual("口径", "Profile"),
    "no_title": Bilingual("（未读出部门名称）", "(department unknown)"),
    "as_printed": Bilingual("原表", "As printed"),
    "name": Bilingual("项目名称（资金使用单位）", "Project (organization)"),
    "goal": Bilingual("绩效目标", "Goal"),
    "indicator_list": Bilingual("绩效指标", "Indicators"),
    "seq": Bilingual("序号", "No."),
    "levels": Bilingual("一级 / 二级指标", "Levels"),
    "indicator_name": Bilingual("指标名称", "Indicator"),
    "period_value": Bilingual("实施周期指标值", "Period value"),
    "annual_value": Bilingual("年度指标值", "Annual value"),
    "lost": Bilingual("原文缺失", "lost in source"),
    "fragment": Bilingual("原文残缺", "damaged in source"),
    "search": Bilingual("搜索项目、指标、发现", "Search projects, indicators, findings"),
    "severity": Bilingual("严重程度", "Severity"),
    "family": Bilingual("类别", "Family"),
    "all_families": Bilingual("全部类别", "All families"),
    "project": Bilingual("项目", "Project"),
    "all_projects": Bilingual("全部项目", "All projects"),
    "only_found": Bilingual("只看有发现的行", "Only rows with findings"),
    "shown": Bilingual("显示", "Showing"),
    "none_match": Bilingual("没有符合条件的发现。", "No finding matches."),
    "none_found": Bilingual("未发现问题。", "Nothing was found wrong."),
    "basis": Bilingual("依据", "Basis"),
    "fix": Bilingual("改法", "Fix"),
    "place": Bilingual("位置", "Place"),
    "places": Bilingual("位置", "Places"),
    "printed": Bilingual("原文", "Printed"),
    "message": Bilingual("问题说明", "Message"),
    "rule": Bilingual("规则", "Rule"),
    "title": Bilingual("问题", "Finding"),
    "number": Bilingual("编号", "No."),
    "total": Bilingual("合计", "Total"),
    "organization": Bilingual("资金使用单位", "Organization"),
    "indicator": Bilingual("指标", "Indicator"),
    "field": Bilingual("栏目", "Field"),
    "source_place": Bilingual("原文件位置", "Place in source"),
    "unchecked": Bilingual("未检查的内容及原因", "What was not checked, and why"),
    "unchecked_short": Bilingual("未检查", "Not checked"),
    "reason": Bilingual("原因", "Reason"),
    "kind": Bilingual("情形", "Kind"),
    "subjects": Bilingual("涉及对象数", "Subjects"),
    "problems": Bilingual("读取时的问题", "Troubles while reading"),
    "shortcuts": Bilingual(
        "/ 搜索 · j n 下一条 · k p 上一条 · Enter 打开 · Esc 收起",
        "/ search · j n next · k p previous · Enter open · Esc close",
    ),
    "previous": Bilingual("上一条", "Previous"),
    "next": Bilingual("下一条", "Next"),
    "summary": Bilingual("摘要", "Summary"),
}


def wording(language: Language) -> Mapping[str, str]:
    """Return the fixed wording in one language, by name."""
    return {name: words.text(language) for name, words in _WORDS.items()}
