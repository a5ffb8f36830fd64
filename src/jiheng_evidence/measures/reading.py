"""Reads a measure file: strictly, telling all that is wrong with it at once."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng_evidence.measures.faults import Faults, about_measure
from jiheng_evidence.measures.keys import Keys
from jiheng_evidence.measures.lines import Lines
from jiheng_evidence.measures.measure_tables import read_measure, read_reference
from jiheng_evidence.measures.model import Limits, MeasureFile
from jiheng_evidence.measures.source_tables import read_source

if TYPE_CHECKING:
    from jiheng_evidence.measures.model import Measure, Reference, Source

_LARGEST = 64 * 1024**2
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")
_YEARS = (1990, 2100)
_MOST_MEMORY = 2048
_NAMED = 120
_MEASURE = Bilingual("度量", "measure")
_INDICATOR = Bilingual("度量的 indicator", "indicator of a measure")

_COMPLAINTS = {
    "Cannot overwrite a value": "同一个键写了两次",
    "Cannot declare": "同一段写了两次",
    "Cannot redefine": "同一段写了两次",
    "Cannot mutate": "一段写完后又往里添加",
    "Duplicate inline table key": "花括号里同一个键写了两次",
    "Expected newline": "一行只能写一项",
    "Expected '=' after": "键后面缺少 =",
    'Expected "\'"': "引号没有合上",
    "Expected '\"'": "引号没有合上",
    "Expected ']": "方括号没有合上",
    "Invalid initial character": "键不能这样开头，中文的键要加引号",
    "Invalid statement": "这一行不是键、段或注释；中文的键要加引号",
    "Invalid value": "值的写法有误，文字要加英文引号",
    "Invalid date": "没有这样的日期或时间",
    "Unclosed": "括号没有合上",
    "Unterminated string": "引号没有合上",
    "Unescaped": "反斜线要写两个",
    "Illegal character": "含有不允许的字符",
}
"""How complaints of the parser begin, and what they mean."""


def read_measures(data: bytes, *, name: str, folder: Path = Path()) -> MeasureFile:
    """Return what a measure file says.

    Args:
        data: The bytes of the file.
        name: Its name, for messages.
        folder: Where it lies; paths in it are relative to this.

    Raises:
        UnreadableFile: The file does not follow the format; all faults are told.
    """
    text = _decoded(data, name)
    table = _parsed(text, name)
    faults, lines = Faults(name), Lines(text)
    keys = Keys(table, faults, lines, 0)
    if keys.required("version"):
        keys.integer("version", 1, 1)
    sources = _sources(keys, faults, lines)
    limits = _limits(keys, faults, lines)
    has_year = all([keys.required("table"), keys.required("fiscal_year")])
    measures = _measures(keys, faults, lines, sources)
    table_path = keys.text("table") or ""
    year = keys.integer("fiscal_year", *_YEARS) if has_year else None
    file = MeasureFile(
        table=table_path,
        table_number=keys.integer("table_number", 1, 10_000),
        fiscal_year=year or 0,
        as_of=keys.day("as_of"),
        limits=limits,
        sources=tuple(source for source in sources.values() if source is not None),
        measures=measures,
        name=name,
        folder=folder,
    )
    keys.refuse_others()
    faults.stop_if_any()
    return file


def _decoded(data: bytes, name: str) -> str:
    if len(data) > _LARGEST:
        raise UnreadableFile(name=name, reason=Bilingual("文件过大", "it is too large"))
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise UnreadableFile(
            name=name, reason=Bilingual("不是 UTF-8 编码的文本", "it is no UTF-8 text")
        ) from None


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        at = _AT.search(said)
        where = f"第 {at[1]} 行第 {at[2]} 列" if at and at[1] else "文件末尾"
        why = _in_chinese(_AT.sub("", said))
        reason = Bilingual(f"{where}：不是正确的 TOML（{why}）", f"TOML: {said}")
    except (RecursionError, ValueError, ArithmeticError):
        reason = Bilingual(
            "不是正确的 TOML：嵌套过深或数字过长", "no TOML that can be read: too deep or too long"
        )
    raise UnreadableFile(name=name, reason=reason)


def _in_chinese(said: str) -> str:
    """Return what the parser complains of, in words; by how it begins, for it may name a key."""
    return next((zh for en, zh in _COMPLAINTS.items() if said.startswith(en)), "写法有误")


def _sources(keys: Keys, faults: Faults, lines: Lines) -> dict[str, Source | None]:
    """Return the sources by name; None for one that something is wrong with."""
    found: dict[str, Source | None] = {}
    for name, said in (keys.table("sources") or {}).items():
        if not isinstance(said, dict):
            keys.fault("sources", Bilingual("来源应是表", "a source must be a table"))
            continue
        found[name] = read_source(name, said, faults, lines)
    return found


def _limits(keys: Keys, faults: Faults, lines: Lines) -> Limits:
    table = keys.table("limits") or {}
    inner = Keys(table, faults, lines, lines.table("limits"), Bilingual("limits", "limits"))
    usual = Limits()
    limits = Limits(
        memory_mb=inner.integer("memory_mb", 64, _MOST_MEMORY) or usual.memory_mb,
        seconds=inner.integer("seconds", 1, 3600) or usual.seconds,
        loading_seconds=inner.integer("loading_seconds", 1, 36_000) or usual.loading_seconds,
        threads=inner.integer("threads", 1, 64) or usual.threads,
    )
    inner.refuse_others()
    return limits


def _measures(
    keys: Keys, faults: Faults, lines: Lines, sources: dict[str, Source | None]
) -> tuple[Measure, ...]:
    said = keys.raw("measures")
    if said is None:
        return ()
    if not isinstance(said, list) or not all(isinstance(table, dict) for table in said):
        keys.fault("measures", Bilingual("度量应写作 [[measures]]", "write [[measures]]"))
        return ()
    found = []
    owners: dict[Reference, int] = {}
    for index, table in enumerate(said):
        inner = Keys(table, faults, lines, lines.table("measures", index), _MEASURE)
        reference = _reference(inner, faults, lines)
        if reference is None:
            continue
        if not inner.has("target"):
            if reference in owners:
                inner.fault("indicator", _twice(owners[reference]))
            owners.setdefault(reference, inner.line)
        measure = read_measure(inner, reference, sources)
        if measure is not None:
            found.append(measure)
    return tuple(found)


def _reference(keys: Keys, faults: Faults, lines: Lines) -> Reference | None:
    said = keys.table("indicator") if keys.required("indicator") else None
    if said is None:
        keys.tell_misspelt()
        return None
    reference = read_reference(Keys(said, faults, lines, keys.line, _INDICATOR))
    if reference is not None:
        keys.about = about_measure(f"{reference.project} / {reference.name}"[:_NAMED])
    return reference


def _twice(line: int) -> Bilingual:
    return Bilingual(
        f"这条指标已由第 {line} 行的度量负责，一条指标只能有一个度量；"
        "一格多个目标值的，每个度量都用 target 写明是哪一个",
        f"its indicator belongs to the measure of line {line} already; only one may own it,"
        " unless each says by its target which of several it is about",
    )
