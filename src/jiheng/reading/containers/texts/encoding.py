"""Bytes → text: UTF-8, GB18030 or UTF-16, with or without a byte order mark."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile

SAMPLE = 1 << 16
TOLERATED = 5

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_FAMILIAR = re.compile(r"绩效|指标|项目|部门|单位|财政|合计|名称|[\n\t，。；：、]")
_BOOK = Bilingual(" Excel 工作簿", "workbook")
_WORD = Bilingual(" Word 文档", "Word document")
_CLAIMED = {
    **dict.fromkeys((".xlsx", ".xls", ".xlsm", ".et"), _BOOK),
    **dict.fromkeys((".docx", ".doc", ".docm", ".wps"), _WORD),
    ".ods": Bilingual(" ODS 工作簿", "ODS workbook"),
    ".pdf": Bilingual(" PDF 文件", "PDF"),
    ".ofd": Bilingual(" OFD 文件", "OFD document"),
}
"""What a file should be by its suffix."""

_STRANGE = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and what it took to get it.

    Attributes:
        damaged: How many characters stand for bytes that no encoding explains.
    """

    text: str
    encoding: str
    damaged: int


def decode(data: bytes, name: str) -> Decoded:
    """Return the text of a file.

    Raises:
        UnreadableFile: When the bytes look like no text in any of the encodings.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    if b"\x00" not in data[:SAMPLE]:
        try:
            return Decoded(data.decode("utf-8"), "utf-8", 0)
        except UnicodeDecodeError:
            pass
    encoding = max(_CANDIDATES, key=lambda candidate: _plausibility(data[:SAMPLE], candidate))
    decoded = _decoded(data, encoding)
    strange = len(_STRANGE.findall(decoded.text[:SAMPLE]))
    if strange > TOLERATED + min(len(decoded.text), SAMPLE) // 20:
        raise UnreadableFile(name=name, reason=_unsound(name))
    return decoded


def _unsound(name: str) -> Bilingual:
    """Return why bytes that are no text cannot be read: they are not what their suffix says."""
    what = _CLAIMED.get(name[name.rfind(".") :].casefold())
    if what is None:
        return Bilingual(
            "不是文本：既非 UTF-8、GB18030，也非 UTF-16。请确认文件类型，或另存为文本后重试。",
            "not text in UTF-8, GB18030 or UTF-16. Check the kind of file, or save it as text.",
        )
    return Bilingual(
        f"不是完好的{what.zh}，也不是文本。请重新下载，或打开后另存一份再读。",
        f"no sound {what.en}, and not text. Fetch it again, or open it and save it anew.",
    )


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, text.count("\ufffd"))


def _plausibility(sample: bytes, encoding: str) -> tuple[float, int]:
    """Score an encoding: words of the field speak for it, broken characters against it."""
    text = sample.decode(encoding, errors="replace").rstrip("\ufffd")
    familiar = len(_FAMILIAR.findall(text))
    strange = len(_STRANGE.findall(text))
    return familiar - 5 * strange, -_CANDIDATES.index(encoding)
