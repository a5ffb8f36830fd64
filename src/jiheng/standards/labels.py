"""What severities and families are called, wherever people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

SEVERITIES: Mapping[Severity, Bilingual] = {
    Severity.BLOCK: Bilingual("不得提交", "Block"),
    Severity.MUST: Bilingual("应当修改", "Must"),
    Severity.ADVICE: Bilingual("建议", "Advice"),
}
FAMILIES: Mapping[Family, Bilingual] = {
    Family.COMPLETENESS: Bilingual("完整性", "Completeness"),
    Family.RELEVANCE: Bilingual("相关性", "Relevance"),
    Family.SUITABILITY: Bilingual("适当性", "Suitability"),
    Family.FEASIBILITY: Bilingual("可行性", "Feasibility"),
    Family.ARITHMETIC: Bilingual("勾稽", "Arithmetic"),
    Family.EXECUTION: Bilingual("执行", "Execution"),
    Family.DISCLOSURE: Bilingual("公开", "Disclosure"),
    Family.LEGIBILITY: Bilingual("文本", "Legibility"),
}
