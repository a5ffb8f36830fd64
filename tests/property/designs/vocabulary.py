"""Words of which designs are made: labels, heads, and what stands beside or below them."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from jiheng.reading.layouts import words

LEVELS = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("成本指标", "经济成本指标"),
    ("效益指标", "社会效益指标"),
    ("效益指标", "可持续影响指标"),
    ("满意度指标", "服务对象满意度指标"),
)
NAMES = (
    "清淤河道长度",
    "新建机井数量",
    "培训农技人员人次",
    "设备验收合格率",
    "工程按期完工率",
    "补助资金发放及时率",
    "单位面积成本",
    "带动就业人数",
    "污水处理能力",
    "受益群众满意度",
    "检查企业家数",
    "系统正常运行率",
    "档案归档完整性",
    "政策知晓率",
    "完成时间",
    "采购成本控制",
    "长效机制健全性",
)
VALUES = (
    "≥50人",
    "100%",
    "5场",
    "2小时内",
    "提升",
    "≥95%",
    "<3次",
    "2026年12月底前",
    "优",
    "＞10家",
    "≤300万元",
    "12月",
    "健全",
    "3公里",
    "不低于90%",
    "及时",
)
PARTED = tuple(
    tuple(line.split())
    for line in ("≥ 50 人", "= 100 %", "≤ 3 天", "≥ 95 %", "= 12 公里", "> 10 家", "≤ 300 万元")
)
"""Values that print their sign, figure and unit in columns of their own."""

PROJECTS = (
    "河道清淤工程项目",
    "农田灌溉设施维护经费",
    "中小学校舍维修改造",
    "基层文化活动补助资金",
    "智慧水务平台运维费",
    "企业稳岗补贴",
    "公共卫生服务项目",
    "城区道路照明专项",
)
UNITS = ("云岭市水务局", "云岭市河道管理处", "临江区教育局", "青川县文化馆", "云岭市第一中学")
GOALS = (
    "完成河道清淤三公里，改善水质，群众满意。",
    "1.完成机井建设12眼；\n2.培训农技人员300人次。",
    "保障机关正常运转，按时完成年度各项任务。",
)
DONE = ("已完成清淤三公里。", "全部完成。", "完成率100%，群众反映良好。")
UNKNOWN = (
    ("联系电话", "5556789"),
    ("立项依据", "云府〔2021〕5号"),
    ("项目内容", "对城区河道开展整治。"),
    ("项目属性", "新增"),
)
"""Labels that say nothing the model has a field for, with what stands beside them."""

SIGNED = ("单位负责人：李四", "填表人：张三", "联系电话：5551234", "填报日期：2026年1月10日")
PERIODS = ("2025年-2027年", "2026年1月至12月", "一年")
TITLES = {
    "targets": ("项目支出绩效目标表", "2026年项目支出绩效目标申报表", "项目绩效目标批复表"),
    "self-evaluation": ("项目支出绩效自评表", "2025年度项目支出绩效自评表"),
    "monitoring": ("项目支出绩效目标执行监控表", "2026年项目绩效运行监控表"),
}
_USUAL_LABELS = {
    "name": "项目名称 项目名称： 专项名称",
    "department": "主管部门 主管部门： 主管部门及代码",
    "organization": "实施单位 项目单位 预算单位",
    "code": "项目编码 项目代码",
    "period": "项目期 起止时间 项目实施期",
    "goal": "年度目标 年度绩效目标 总体目标 绩效目标",
    "period_goal": "实施期目标 中长期目标",
}
_USUAL_HEADS = {
    "level1": "一级指标 一级指标名称",
    "level2": "二级指标 二级指标名称",
    "name": "三级指标 指标名称 三级指标名称",
    "annual_value": "指标值 目标值 年度指标值",
    "period_value": "实施期指标值 中长期指标值",
    "sign": "指标性质 计算符号 指标方向",
    "unit": "计量单位 度量单位",
    "weight": "分值 权重 指标权重",
    "explanation": "指标解释 指标说明",
    "scoring_rule": "评分标准 评分规则",
    "actual": "实际完成值 全年实际完成值",
    "score": "得分 自评得分",
    "deviation": "偏差原因分析及改进措施 未完成原因分析",
    "forecast": "全年预计完成情况 预计完成情况",
}
_KNOWN = tomllib.loads(files(words).joinpath("roles.toml").read_text("utf-8"))


def labels_of(role: str, *, any_known: bool) -> list[str]:
    """Return the usual labels of a field, or all that are known."""
    return (_KNOWN["labels"][role] if any_known else _USUAL_LABELS[role]).split()


def heads_of(role: str, *, any_known: bool) -> list[str]:
    """Return the usual heads of a column of indicators, or all that are known."""
    known: str = _KNOWN["columns"]["name3" if role == "name" else role]
    return (known if any_known else _USUAL_HEADS[role]).split()
