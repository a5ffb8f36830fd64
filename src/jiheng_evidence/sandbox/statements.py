"""Which statements may run: one SELECT over named sources, decided by its syntax tree.

A `WITH x AS (DELETE …) SELECT …` counts as a SELECT and table functions can reach files, memory
and settings, so nothing is allowed but what is known to be harmless.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jiheng.bilingual import Bilingual
from jiheng_evidence.sandbox.refusals import refused
from jiheng_evidence.sandbox.sql import literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from jiheng_evidence.sandbox.engine import Engine

PARAMETERS = ("as_of", "year_start", "year_end", "fiscal_year")

_LONGEST = 20_000
_NODES = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
_PLACES = frozenset({"BASE_TABLE", "SUBQUERY", "JOIN", "TABLE_FUNCTION", "EXPRESSION_LIST",
                     "EMPTY", "COLUMN_DATA", "CTE"})  # fmt: skip
_MODIFIERS = frozenset({"ORDER_MODIFIER", "LIMIT_MODIFIER", "DISTINCT_MODIFIER",
                        "LIMIT_PERCENT_MODIFIER"})  # fmt: skip
_ORDERS = frozenset({"ASCENDING", "DESCENDING", "ORDER_DEFAULT"})
_KNOWN = _NODES | _PLACES | _MODIFIERS | _ORDERS
_TABLE_FUNCTIONS = frozenset({"range", "generate_series", "unnest"})
_FORBIDDEN = frozenset({"getenv", "getvariable", "current_setting", "write_log", "sleep_ms",
                        "setseed", "query", "query_table", "nextval", "currval", "setval",
                        "stats", "vector_type", "ago", "current_localtime",
                        "current_localtimestamp", "pg_conf_load_time",
                        "pg_postmaster_start_time"})  # fmt: skip
_CLOCK = frozenset({"current_date", "current_time", "current_timestamp", "localtime",
                    "localtimestamp"})  # fmt: skip
"""Words that tell the time where no column is called so."""

_UNSTABLE = """
SELECT DISTINCT function_name FROM duckdb_functions()
WHERE function_type = 'scalar' AND stability <> 'CONSISTENT' AND function_name <> 'error'
"""


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that may run: the parameters that it takes and the sources that it reads."""

    parameters: tuple[str, ...]
    tables: tuple[str, ...]


def unstable_functions(engine: Engine) -> frozenset[str]:
    """Return the functions whose result may differ between two runs, and some worse ones."""
    return _FORBIDDEN | _CLOCK | {row[0].casefold() for row in engine.ask(_UNSTABLE).rows}


def check_statement(
    engine: Engine, sql: str, tables: Collection[str], forbidden: Collection[str]
) -> Checked:
    """Return what a query needs, when it may run.

    Args:
        engine: Parses it; nothing is run.
        sql: What the measure file says.
        tables: Names of the sources.
        forbidden: Names of functions that may not be called.

    Raises:
        RefusedQuery: It is not one SELECT over the sources.
    """
    if len(sql) > _LONGEST:
        raise refused(Bilingual("过长", "it is too long"))
    tree = json.loads(engine.ask(f"SELECT json_serialize_sql({literal(sql)})").rows[0][0])
    if tree["error"]:
        if tree.get("error_type") == "not implemented":
            raise refused(Bilingual("只允许一条 SELECT", "only one SELECT is allowed"))
        said = str(tree.get("error_message"))
        raise refused(Bilingual(f"语法有误（{said}）", f"a mistake in its syntax ({said})"))
    if len(tree["statements"]) != 1:
        raise refused(Bilingual("只允许一条 SELECT，这里有多条", "only one SELECT is allowed"))
    statement = tree["statements"][0]
    nodes = list(_walk(statement["node"]))
    known = {name.casefold() for name in tables} | set(_common_tables(nodes))
    for node in nodes:
        _check(node, known, forbidden)
    read = {
        str(node["table_name"]).casefold() for node in nodes if node.get("type") == "BASE_TABLE"
    }
    return Checked(
        tuple(str(entry["key"]) for entry in statement["named_param_map"]),
        tuple(sorted(name for name in tables if name.casefold() in read)),
    )


def _walk(root: Any) -> Iterator[dict[str, Any]]:
    waiting = [root]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _common_tables(nodes: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the names that WITH gives to queries."""
    for node in nodes:
        for entry in node.get("map") or () if isinstance(node.get("map"), list) else ():
            yield str(entry["key"]).casefold()
        if "cte_name" in node:
            yield str(node["cte_name"]).casefold()
        if node.get("type") == "RECURSIVE_CTE_NODE":
            yield str(node.get("ctename", "")).casefold()


def _check(node: dict[str, Any], known: Collection[str], forbidden: Collection[str]) -> None:
    kind = node.get("type")
    if node.get("sample") is not None:
        raise refused(Bilingual("不能抽样：每次结果不同", "no samples: they differ each time"))
    if "class" in node:
        _check_expression(node, forbidden)
    elif kind == "BASE_TABLE":
        _check_table(node, known)
    elif kind == "TABLE_FUNCTION":
        name = str(node["function"].get("function_name", "")).casefold()
        if name not in _TABLE_FUNCTIONS:
            raise refused(
                Bilingual(f"不能使用表函数 {name}", f"table function {name} is not allowed")
            )
    elif isinstance(kind, str) and kind not in _KNOWN and _is_syntax(node):
        raise refused(Bilingual(f"不允许的语法 {kind}", f"{kind} is not allowed"))


def _is_syntax(node: dict[str, Any]) -> bool:
    """Return whether a node is a part of the query, not the description of a type of data."""
    return not str(node["type"]).endswith("_TYPE_INFO")


def _check_table(node: dict[str, Any], known: Collection[str]) -> None:
    name = str(node.get("table_name", ""))
    outside = node.get("schema_name") or node.get("catalog_name")
    if outside or name.casefold() not in known:
        shown = ".".join(filter(None, (node.get("catalog_name"), node.get("schema_name"), name)))
        raise refused(
            Bilingual(
                f"“{shown[:100]}”不是本文件声明的来源",
                f"“{shown[:100]}” is no source that this file declares",
            )
        )


def _clock_word(node: dict[str, Any]) -> str:
    """Return the word of a clock that a name is; nothing for a column of a named table."""
    names = [str(name).casefold() for name in node["column_names"]]
    return names[0] if len(names) == 1 and names[0] in _CLOCK else ""


def _is_clock(name: str, node: dict[str, Any]) -> bool:
    """Return whether a function that is harmless else is called so that it takes the time of now.

    The parser calls what is handed over by one of two names, as its version has it.
    """
    given = node.get("arguments") or node.get("children") or ()
    return name == "age" and len(given) == 1


def _unstable(zh: str, en: str) -> Bilingual:
    return Bilingual(
        f"不能使用{zh}：它读取外部，或每次结果不同（日期请用 $as_of）",
        f"{en} is not allowed: it looks outside or differs each time",
    )


def _check_expression(node: dict[str, Any], forbidden: Collection[str]) -> None:
    if node["class"] in {"FUNCTION", "WINDOW"}:
        name = str(node.get("function_name", "")).casefold()
        if node.get("schema") or node.get("catalog"):
            raise refused(
                Bilingual(f"函数 {name} 不能带模式名", f"function {name}: without a schema")
            )
        if name in forbidden or _is_clock(name, node):
            raise refused(_unstable(f"函数 {name}", f"function {name}"))
    elif node["class"] == "COLUMN_REF" and _clock_word(node):
        raise refused(_unstable(f" {_clock_word(node)}", _clock_word(node)))
    elif node["class"] == "PARAMETER" and node.get("identifier") not in PARAMETERS:
        known = "、".join(f"${name}" for name in PARAMETERS)
        raise refused(
            Bilingual(f"没有参数 ${node.get('identifier')}，可用 {known}", "unknown parameter")
        )
