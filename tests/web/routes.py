"""Every address of the office with what it takes, for tests that hold all of them to one rule."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, URLResolver, get_resolver
from tests.web.city import sound_table

from jiheng_web.access.policy import Action
from jiheng_web.api.interface import api
from jiheng_web.flow.points import ITEMS
from jiheng_web.projects.content import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng_web.access.requests import Access

SHADOWED = frozenset({"api-root"})
"""Behind a view of ours at the same address: never asked."""

TABLE: dict[str, Any] = json.loads(text_of(sound_table()))
POINTS = {name: f"{item.full}" for name, item in ITEMS.items()}
FORM: dict[str, str] = {
    "reason": "理由",
    "approval_number": "测财〔2026〕1号",
    "text": "请细化",
    "place": "",
    "grade": "优",
    "opinion": "同意",
    "until": "2099-12-31",
    "username": "evaluator",
    "name": "新名称",
    "decision": "skip",
    "role": "clerk",
    "year": "2026",
    "fiscal_year": "2026",
    "day": "2099-12-31",
    "budget_total": "1",
    "title": "标题",
    "action": "project.submit",
    "combining": "mean",
    "amount": "1",
    **{f"points-{name}": points for name, points in POINTS.items()},
}
"""Enough fields for any form; what a form does not know it passes over."""

BODIES: dict[str, Any] = {
    "create": {"organization": "101", "table": TABLE},
    "put_many": {"items": [{"organization": "101", "table": TABLE}]},
    "api.check": {"table": TABLE},
    "save": {"revision": 1, "table": TABLE},
    "adjust": {"reason": "理由", "approval_number": "1号"},
    "review": {"level": "department", "grade": "优", "points": POINTS, "opinion": "同意"},
    "override": {"rule": "FINDING", "place": "FINDING", "reason": "理由"},
    "comment": {"place": "", "text": "请细化"},
    "answer": {"text": "已改"},
    "accept": {},
    "decide": {"decision": "skip"},
}
"""Name of an operation → what it is sent; else a reason."""

_ORGANIZING = ("invite", "release", "remind", "fill-in", "combining", "close", "request")
NARROWER = {
    "api:review": Action.PROJECT_REVIEW,
    **{f"evaluation-{deed}": Action.EVALUATION_DEPARTMENT for deed in _ORGANIZING},
    "evaluation-decide": Action.BUDGET_DECIDE,
}
"""Where the body of a request, or the kind of its thing, decides what is to be granted."""


@dataclass(frozen=True, slots=True)
class Route:
    """One address with one method.

    Attributes:
        pattern: As Django writes it, such as `projects/<int:key>`.
        name: Of the view; of an operation with `api:` before it.
        listed: Every method the address takes.
        body: JSON of an operation; None for pages.
    """

    pattern: str
    name: str
    method: str
    access: Access | None
    listed: frozenset[str]
    body: Any = None

    @property
    def is_api(self) -> bool:
        """Whether it is an operation of the interface for programs."""
        return self.name.startswith("api:")


def routes() -> list[Route]:
    """Return every address with every method it takes."""
    return [*_pages(), *_operations()]


def patterns() -> Iterator[tuple[str, URLPattern]]:
    """Walk the resolver: the whole pattern and its end."""
    yield from _walk(get_resolver().url_patterns, "")


def _walk(found: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, URLPattern]]:
    for one in found:
        whole = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, whole)
        else:
            yield whole, one


def _pages() -> Iterator[Route]:
    for pattern, end in patterns():
        if is_operation(end) or end.name in SHADOWED:
            continue
        access: Access | None = getattr(end.callback, "access", None)
        methods = access.methods if access else ("GET",)
        for method in methods:
            yield Route(pattern, str(end.name), method, access, frozenset(methods))


def is_operation(end: URLPattern) -> bool:
    """Return whether a view belongs to the interface for programs."""
    module = getattr(end.callback, "__module__", "") or ""
    return module.startswith("ninja.") and end.name not in SHADOWED


def _operations() -> Iterator[Route]:
    for router in api._get_bound_routers():  # noqa: SLF001 - there is no other list
        for path, view in router.path_operations.items():
            pattern = "api/" + path.replace("{", "<").replace("}", ">")
            listed = frozenset(method for one in view.operations for method in one.methods)
            for one in view.operations:
                name = one.view_func.__name__
                key = "api.check" if path == "check" else name
                yield Route(
                    pattern,
                    f"api:{name}",
                    one.methods[0],
                    getattr(one.view_func, "access", None),
                    listed,
                    BODIES.get(key, {"reason": "理由"}),
                )
