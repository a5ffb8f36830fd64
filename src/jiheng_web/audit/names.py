"""Names of acts and of the things they are about, for people who read the audit trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import ACTION_TITLES

if TYPE_CHECKING:
    from collections.abc import Mapping

_FURTHER: Mapping[str, Bilingual] = {
    "login": Bilingual("登录", "log in"),
    "login.password": Bilingual("密码登录", "log in by password"),
    "login.enrol": Bilingual("设置动态口令", "set the code app up"),
    "login.refused": Bilingual("登录被拒", "login refused"),
    "login.service": Bilingual("统一身份认证通过", "known by single sign-on"),
    "logout": Bilingual("退出", "log out"),
    "password.change": Bilingual("修改密码", "change the password"),
    "password.refused": Bilingual("修改密码被拒", "password refused"),
    "password.reset": Bilingual("重置密码", "reset a password"),
    "token.create": Bilingual("建立接口令牌", "make a token"),
    "token.revoke": Bilingual("撤销接口令牌", "revoke a token"),
    "account.lock": Bilingual("锁定账号", "lock an account"),
    "account.unlock": Bilingual("解锁账号", "unlock an account"),
    "account.forget_app": Bilingual("解除动态口令", "forget the code app"),
    "account.bind": Bilingual("绑定统一身份认证账号", "bind to single sign-on"),
    "account.unbind": Bilingual("解除统一身份认证绑定", "unbind from single sign-on"),
    "account.recover": Bilingual("找回管理员账号", "let an administrator in again"),
    "role.revoke": Bilingual("撤销岗位", "revoke a role"),
    "person.create": Bilingual("新建账号", "create an account"),
    "person.change": Bilingual("修改账号", "change an account"),
    "person.activate": Bilingual("启用账号", "activate an account"),
    "person.deactivate": Bilingual("停用账号", "deactivate an account"),
    "organization.add": Bilingual("新增机构", "add an organization"),
    "organization.rename": Bilingual("机构更名", "rename an organization"),
    "organization.activate": Bilingual("启用机构", "take an organization into use again"),
    "organization.deactivate": Bilingual("停用机构", "take an organization out of use"),
    "organization.import": Bilingual("导入机构", "import organizations"),
    "project.keep_draft": Bilingual("另行保留草稿", "keep a draft aside"),
    "project.discard_draft": Bilingual("放弃另存草稿", "discard a draft"),
    "project.invite": Bilingual("邀请评审", "invite an evaluator"),
    "comment.answer": Bilingual("答复批注", "answer a comment"),
    "comment.resolve": Bilingual("关闭批注", "close a comment"),
    "document.read": Bilingual("读取文件", "read a document"),
    "document.stop": Bilingual("停止读取", "stop reading"),
    "document.cancel": Bilingual("取消读取", "cancel reading"),
    "document.read_again": Bilingual("重新读取", "read again"),
    "document.match": Bilingual("重新匹配", "match again"),
    "document.skip": Bilingual("不采纳", "leave a row out"),
    "disclosure.choose": Bilingual("选定公开项目", "choose what to publish"),
    "disclosure.describe": Bilingual("修改公开标题", "describe a disclosure"),
    "disclosure.omit": Bilingual("不公开某项目", "leave a project out"),
    "disclosure.examine": Bilingual("公开前检查", "check before publishing"),
    "disclosure.correct": Bilingual("更正公开", "correct a disclosure"),
    "survey.create": Bilingual("新建问卷", "make a survey"),
    "survey.next": Bilingual("开始下一轮问卷", "begin the next round"),
    "survey.ask": Bilingual("修改问卷题目", "change what a survey asks"),
    "survey.set_terms": Bilingual("设置问卷收集", "set the terms of a round"),
    "survey.issue": Bilingual("生成答卷链接", "make links to a survey"),
    "survey.renew": Bilingual("为未答卷者重新生成链接", "give new links to those missing"),
    "survey.open": Bilingual("开始收集答卷", "open a round"),
    "survey.extend": Bilingual("调整问卷截止日期", "move the last day of a round"),
    "survey.close": Bilingual("截止收集答卷", "close a round"),
    "survey.seal": Bilingual("封存答卷", "seal answers"),
    "survey.hand_in": Bilingual("导入离线答卷", "take a filled workbook in"),
    "survey.decide": Bilingual("处理答卷清洗问题", "decide about an answer"),
    "survey.bind": Bilingual("问卷关联指标", "bind a survey to an indicator"),
    "survey.unbind": Bilingual("解除问卷关联", "take a binding away"),
    "ledger.accept": Bilingual("采纳执行台账", "accept a ledger"),
    "ledger.refuse": Bilingual("不采纳执行台账", "refuse a ledger"),
    "ledger.withdraw": Bilingual("撤销采纳台账", "withdraw a ledger"),
    "evidence.hand_in": Bilingual("上传佐证材料", "hand evidence in"),
    "monitoring.join": Bilingual("补入监控项目", "add projects to a round"),
    "monitoring.draw": Bilingual("取入台账与问卷", "take ledger and surveys over"),
    "monitoring.return": Bilingual("退回监控表", "return a monitoring sheet"),
    "monitoring.hand_filled": Bilingual("上传填好的监控表", "hand a filled form in"),
    "monitoring.take_filled": Bilingual("采用填好的监控表", "take a filled form over"),
    "monitoring.take_measures": Bilingual("取入度量结果", "take results of measures over"),
    "monitoring.take_payments": Bilingual("取入兑现比率", "take shares of payments over"),
    "self_evaluation.take_payments": Bilingual("取入兑现比率", "take shares of payments over"),
    "self_evaluation.begin": Bilingual("开始自评", "begin a self-evaluation"),
    "self_evaluation.draw": Bilingual("取入台账与问卷", "take ledger and surveys over"),
    "self_evaluation.return": Bilingual("退回自评表", "return a self-evaluation"),
    "self_evaluation.rate_again": Bilingual("部门复评", "rate a self-evaluation again"),
    "self_evaluation.take_measures": Bilingual("取入度量结果", "take results of measures over"),
    "rectification.reopen": Bilingual("退回整改", "send a rectification back"),
    "view.save": Bilingual("保存视图", "save a view"),
    "view.forget": Bilingual("删除视图", "forget a view"),
    "evaluation.open": Bilingual("开展绩效评价", "open an evaluation"),
    "evaluation.invite": Bilingual("邀请评价专家", "invite an expert"),
    "evaluation.release": Bilingual("评价专家退出", "release an expert"),
    "evaluation.remind": Bilingual("催办专家评分", "remind experts"),
    "evaluation.fill_in": Bilingual("填写计算指标", "fill in computed items"),
    "evaluation.combine": Bilingual("选择合议方式", "choose how points are combined"),
    "evaluation.close": Bilingual("办结绩效评价", "close an evaluation"),
    "evaluation.request": Bilingual("填写下年申报数", "say what is requested"),
    "scheme.ranked": Bilingual("完成加权评价排名", "finish a ranking"),
    "scheme.rank": Bilingual("按方案排名", "rank by a scheme"),
    "rating.save": Bilingual("保存专家评分", "save a rating"),
    "rating.submit": Bilingual("提交专家评分", "submit a rating"),
    "rating.take_workbook": Bilingual("导入专家评分表", "take a rating workbook"),
    "audit.export": Bilingual("导出审计日志", "export the trail"),
    "audit.prove": Bilingual("校验审计日志", "prove the trail"),
    "system.set_up": Bilingual("初始化系统", "set the system up"),
    "system.fill_with_examples": Bilingual("装入示例", "fill with examples"),
}

_THINGS: Mapping[str, Bilingual] = {
    "projects.project": Bilingual("项目", "project"),
    "projects.version": Bilingual("项目版本", "version"),
    "accounts.user": Bilingual("账号", "account"),
    "accounts.organization": Bilingual("机构", "organization"),
    "accounts.membership": Bilingual("岗位", "role"),
    "accounts.token": Bilingual("接口令牌", "token"),
    "intake.document": Bilingual("文件", "document"),
    "intake.item": Bilingual("文件中的项目", "row of a document"),
    "disclosure.disclosure": Bilingual("公开批次", "disclosure"),
    "surveys.survey": Bilingual("问卷", "survey"),
    "surveys.round": Bilingual("问卷轮次", "round of a survey"),
    "surveys.seal": Bilingual("答卷封存批次", "seal over answers"),
    "evaluation.evaluation": Bilingual("绩效评价", "evaluation"),
    "evaluation.expertsheet": Bilingual("专家评分表", "rating sheet"),
    "evaluation.schemeranking": Bilingual("加权评价", "ranking"),
    "flow.savedview": Bilingual("视图", "view"),
    "results.ledger": Bilingual("执行台账", "ledger"),
    "results.evidencefile": Bilingual("佐证材料", "evidence"),
    "results.monitoringround": Bilingual("监控轮次", "round of monitoring"),
    "results.sheet": Bilingual("监控表", "monitoring sheet"),
    "results.selfevaluation": Bilingual("自评表", "self-evaluation"),
    "results.rectification": Bilingual("整改事项", "rectification"),
}


def act_name(act: str) -> Bilingual:
    """Return the name of an act; its code where it has none."""
    titles = {str(action): words for action, words in ACTION_TITLES.items()}
    return _FURTHER.get(act) or titles.get(act) or Bilingual(act, act)


def thing_name(subject: str) -> Bilingual:
    """Return the name of a kind of thing; its code where it has none."""
    return _THINGS.get(subject) or Bilingual(subject, subject)
