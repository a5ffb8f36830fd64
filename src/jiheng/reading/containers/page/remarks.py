"""Problems with pages, whatever kind of document has them."""

from __future__ import annotations

from jiheng.bilingual import Bilingual
from jiheng.model import Place, Problem, ProblemSeverity


def _told(code: str, number: int, zh: str, en: str) -> Problem:
    """Return a problem with a page; Chinese and English say what it is."""
    return Problem(
        code=code,
        message=Bilingual(zh, en),
        severity=ProblemSeverity.ERROR,
        span=(Place(page=number, start=0, end=0),),
    )


def damaged_page(number: int) -> Problem:
    """A page that cannot be read."""
    return _told(
        "damaged-page",
        number,
        f"第 {number} 页已损坏，无法读取。",
        f"page {number} is damaged and was not read.",
    )


def overfull(number: int, count: int, most: int) -> Problem:
    """A page with more characters than any page has, of which the first were read."""
    return _told(
        "overfull-page",
        number,
        f"第 {number} 页有 {count} 个字符，只读了前 {most} 个。",
        f"page {number} has {count} characters, of which {most} were read.",
    )


def unread_scan(number: int, reason: Bilingual) -> Problem:
    """A page that is a picture and was not read; more of the document may be."""
    return _told(
        "scanned-page",
        number,
        f"第 {number} 页起有扫描页未读：{reason.zh}",
        f"page {number} and perhaps more are scans and were not read: {reason.en}",
    )
