"""What rules of text rest on: no document numbers them; published text must be right."""

from __future__ import annotations

from jiheng.bilingual import Bilingual
from jiheng.rules.base import Basis

SOUND_TEXT = Basis(
    text=Bilingual(
        "自拟：预算法第十四条要求公开的内容应当准确可读；财预〔2015〕88号“规范完整性”。",
        "Our own: what 预算法 Art. 14 has published must be right and readable; completeness of"
        " form under 财预〔2015〕88号.",
    ),
    confirmed=False,
)
