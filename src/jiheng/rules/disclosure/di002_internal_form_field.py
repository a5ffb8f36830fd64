"""DI002: fields of the declaration form that are not for the public."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, RuleMeta, TableRule
from jiheng.rules.disclosure.texts import published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject


META = RuleMeta(
    code="DI002",
    name="internal-form-field",
    title=Bilingual("公开表带有内部填报栏", "Internal field in the published table"),
    family=Family.DISCLOSURE,
    severity=Severity.MUST,
    aliases=("R72",),
    basis=Basis(
        text=Bilingual(
            "自拟：申报表的填报人、联系方式不属于公开内容；《个人信息保护法》第六条最小必要原则。",
            "Our own: who filled in the form is not for publication; minimum necessity, "
            "PIPL Art. 6.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "公开的表里留有填表人、经办人、联系电话等申报表内部栏目。",
            "The published table still holds fields of the declaration form, such "
            "as who filled it in.",
        ),
        why=Bilingual(
            "这些栏目只供内部联系，公开会泄露个人信息。",
            "They serve internal contact; published, they give away personal data.",
        ),
        bad=Bilingual(
            "填表人：张三　联系电话：020-8888××××",
            "filled in by: Zhang San, telephone: 020-8888××××",
        ),
        good=Bilingual(
            "公开表不含填报人和联系方式",
            "no names or contacts in the published table",
        ),
        fix=Bilingual(
            "公开前删去这些栏目。",
            "Delete the fields before publication.",
        ),
    ),
)
_ENTRY = r"[:：]\s*[^\s。；;，,]"
_SIGNED = re.compile(rf"(?:填表人|填报人|经办人|审核人|负责人签字){_ENTRY}")
_CONTACT = re.compile(
    rf"(?:填表人|填报人|经办人|审核人|负责人签字|联系人|联系电话|联系方式|手机号码?){_ENTRY}"
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look for labels of internal fields that are filled in.

    Around the table a contact is often the one the public is meant to ask, so only who filled in
    and signed the form is looked for there.
    """
    for text in published(table):
        if "：" not in text.words and ":" not in text.words:
            continue
        pattern = _SIGNED if text.outside else _CONTACT
        for match in pattern.finditer(text.words):
            label = match[0][:-1].rstrip(":： ")
            yield Hit(
                at=text.at(match.start(), match.end() - 1),
                message=Bilingual(
                    f"公开内容带有内部填报栏“{label}”。",
                    f"The published text holds the internal field “{label}”.",
                ),
            )


RULE = TableRule(META, check)
