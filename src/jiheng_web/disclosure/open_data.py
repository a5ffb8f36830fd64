"""Open data: what was published as files, without a login, the same bytes every time."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

from jiheng.writing.csv_package import write_package
from jiheng.writing.forms import write_tables
from jiheng.writing.official.printing import OFFICIAL_FILES, write_official
from jiheng_web.access.requests import public
from jiheng_web.disclosure import published
from jiheng_web.disclosure.forms import one_line
from jiheng_web.disclosure.models import DisclosureState, Holding
from jiheng_web.errors import NotFound

if TYPE_CHECKING:
    from django.http import HttpRequest

    from jiheng_web.disclosure.models import Disclosure

FORMS = {
    "json": "application/json; charset=utf-8",
    "zip": "application/zip",
    "xlsx": OFFICIAL_FILES["xlsx"].media_type,
    "docx": OFFICIAL_FILES["docx"].media_type,
    "pdf": OFFICIAL_FILES["pdf"].media_type,
}
"""Ending of an address → media type."""

PAGE_SIZE = 50
_OFFICIAL = {Holding.TARGETS: "disclosure", Holding.RESULTS: "self-evaluation"}
_GONE = 410
_one_at_a_time = Lock()


@public("GET")
def data(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the table as a file: the data as they were signed, or the official form."""
    found = published.at_address(slug)
    if form not in FORMS:
        raise NotFound(kind=published.PAGE)
    if found.state == DisclosureState.WITHDRAWN:
        return _gone(found)
    text, kind = found.table, _OFFICIAL[Holding(found.holds)]
    body = text.encode() if form == "json" else _written(found.sha256, text, kind, form)
    return _lasting(request, body, FORMS[form], f"{slug}.{form}", f"{found.sha256}.{form}")


@public("GET")
def descriptor(request: HttpRequest, slug: str) -> HttpResponse:
    """Give what describes the CSV files: the data package's own description."""
    found = published.at_address(slug)
    if found.state == DisclosureState.WITHDRAWN:
        return _gone(found)
    body = write_package([published.table(found)])["datapackage.json"]
    etag = f"{found.sha256}.package"
    return _lasting(request, body, FORMS["json"], "datapackage.json", etag)


@public("GET")
def listing(request: HttpRequest) -> HttpResponse:
    """Give the list of what is public, a page at a time, as the search finds it."""
    pages = Paginator(published.searched(asked(request)), PAGE_SIZE)
    page = pages.get_page(request.GET.get("page"))
    answer = JsonResponse(
        {
            "page": page.number,
            "pages": pages.num_pages,
            "count": pages.count,
            "disclosures": [_listed(request, one) for one in page],
        },
        json_dumps_params={"ensure_ascii": False},
    )
    return _open(request, answer, 60)


def asked(request: HttpRequest) -> published.Choice:
    """Return what a request searches for."""
    said = [
        one_line(request.GET.get(name, ""), 100) for name in ("q", "department", "year", "holds")
    ]
    return published.Choice(*said)


def _listed(request: HttpRequest, found: Disclosure) -> dict[str, object]:
    def address(name: str, *arguments: object) -> str:
        return request.build_absolute_uri(reverse(name, args=(found.slug, *arguments)))

    return {
        "title": found.title,
        "department": found.organization.name,
        "fiscal_year": found.fiscal_year,
        "holds": found.holds,
        "edition": found.edition,
        "published": found.published,
        "sha256": found.sha256,
        "projects": len(published.projects(found)),
        "address": address("public-table"),
        "files": {form: address("public-data", form) for form in FORMS},
        "datapackage": address("public-package"),
    }


@lru_cache(maxsize=48)
def _written(sha256: str, text: str, official: str, form: str) -> bytes:
    tables = [published.table_at(sha256, text)]
    # Printing takes the machine a while: strangers wait for one another, not everybody for them.
    with _one_at_a_time:
        if form == "zip":
            return write_tables(tables, "csv")
        return write_official(tables, official, form)


def _lasting(
    request: HttpRequest, body: bytes, media_type: str, name: str, etag: str
) -> HttpResponse:
    answer = HttpResponse(body, content_type=media_type)
    answer["ETag"] = quote_etag(etag)
    as_file = not media_type.startswith("application/json")
    answer["Content-Disposition"] = content_disposition_header(as_file, name) or "inline"
    answer["Content-Length"] = str(len(body))
    # Not for long: what is withdrawn must be gone soon.
    found = get_conditional_response(
        request, etag=answer["ETag"], response=_open(request, answer, 300)
    )
    assert isinstance(found, HttpResponse)
    return found


def _gone(found: Disclosure) -> HttpResponse:
    said = {"withdrawn": found.withdrawn, "reason": found.withdrawn_reason}
    return JsonResponse(said, status=_GONE, json_dumps_params={"ensure_ascii": False})


def _open(request: HttpRequest, answer: HttpResponse, seconds: int) -> HttpResponse:
    # No cookie goes out with what caches keep, even to somebody who is logged in.
    request.session.modified = False
    answer["Cache-Control"] = f"public, max-age={seconds}"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
