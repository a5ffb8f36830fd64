"""The interface for programs: every operation, and its description as OpenAPI 3.1."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ninja import NinjaAPI

from jiheng_web.api import acts, disclosures, documents, evaluations, people, projects, results
from jiheng_web.api.answers import refuse_properly
from jiheng_web.api.asking import Bearer, Session
from jiheng_web.api.bodies import Parser, components, referring

if TYPE_CHECKING:
    from ninja.operation import Operation


class Interface(NinjaAPI):
    """Names operations by part and name: `projects.create`."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the name of an operation."""
        part = operation.view_func.__module__.rpartition(".")[2]
        return f"{part}.{operation.view_func.__name__}"


api = Interface(
    title="绩衡 Jiheng",
    version="1",
    description=(
        "预算绩效目标管理接口。小数一律为字符串；金额单位见各字段。"
        " | Interface for programs. Decimals are strings; each field says its unit of money."
    ),
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
    auth=[Bearer(), Session()],
    parser=Parser(),
)
for _part in (people, projects, acts, documents, results, evaluations, disclosures):
    api.add_router("", _part.router)
refuse_properly(api)


@cache
def description() -> dict[str, Any]:
    """Return the description of the interface as OpenAPI 3.1."""
    schema: dict[str, Any] = referring(dict(api.get_openapi_schema()))
    schema["components"]["schemas"] |= components()
    return schema
