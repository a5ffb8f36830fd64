"""A refused form comes back on its page: filled with what was typed, each message at its field."""

from __future__ import annotations

import re
from collections import Counter
from copy import copy
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast
from urllib.parse import urlsplit

from django.http import HttpResponse, QueryDict
from django.urls import get_script_prefix, resolve, reverse
from django.utils.translation import gettext as _
from lxml import html

from jiheng.bilingual import Bilingual
from jiheng.errors import JihengError, UnreadableFile
from jiheng_web.errors import InvalidInput
from jiheng_web.failures import language, status_of, wants_words_only

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lxml.html import HtmlElement

    from jiheng_web.access.requests import Asked

P = ParamSpec("P")
_NOT_TYPED = {"hidden", "file", "password", "submit", "button", "image", "reset"}
_TICKED = {"checkbox", "radio"}
_FIELDS = "descendant::input[@name] | descendant::select[@name] | descendant::textarea[@name]"
_HIDDEN = "descendant::input[@type='hidden' and @name!='csrfmiddlewaretoken']"
_NO_TEXT = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""Signs that no page can hold, such as the vertical tabs of pasted cells."""

_LINKED = "//*[@form=$form and @name][self::input or self::select or self::textarea]"


def refilled(
    shown: str,
) -> Callable[
    [Callable[Concatenate[Asked, P], HttpResponse]], Callable[Concatenate[Asked, P], HttpResponse]
]:
    """Mark a view whose forms, when refused, come back on the page they were filled in on.

    Args:
        shown: Name of the view of that page, which takes the same arguments.
    """

    def decorated(
        view: Callable[Concatenate[Asked, P], HttpResponse],
    ) -> Callable[Concatenate[Asked, P], HttpResponse]:
        @wraps(view)
        def guarded(request: Asked, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except JihengError as error:
                refused = status_of(error) is HTTPStatus.BAD_REQUEST and request.method == "POST"
                if not refused or wants_words_only(request):
                    raise
                page = _page(request, reverse(shown, args=args, kwargs=kwargs))
                if page.status_code != HTTPStatus.OK:
                    raise
                return _with(page, request, faults_of(error))

        return cast("Callable[Concatenate[Asked, P], HttpResponse]", guarded)

    return decorated


def faults_of(error: JihengError) -> Mapping[str, Bilingual]:
    """Return the messages of an error by the name of the field they belong to."""
    if isinstance(error, InvalidInput):
        return error.faults
    place = "file" if isinstance(error, UnreadableFile) else ""
    return {place: Bilingual(error.text("zh"), error.text("en"))}


def _page(request: Asked, address: str) -> HttpResponse:
    """Return a page as the person would get it now."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    query = came_from.query if came_from.path == address else ""
    asked = copy(request)
    asked.method, asked.path = "GET", address
    asked.path_info = "/" + address.removeprefix(get_script_prefix())
    asked.GET, asked.POST = QueryDict(query), QueryDict()
    # Shared with the request itself: there the token of the new form is looked for.
    asked.META["QUERY_STRING"] = query
    asked.resolver_match = found = resolve(asked.path_info)
    return cast("HttpResponse", found.func(asked, *found.args, **found.kwargs))


def _with(page: HttpResponse, request: Asked, faults: Mapping[str, Bilingual]) -> HttpResponse:
    parser = html.HTMLParser(encoding="utf-8")
    document = cast("HtmlElement", html.document_fromstring(page.content, parser))
    form = _form(document, request)
    fields = [] if form is None else _fields(document, form)
    _fill(fields, request.POST)
    told = [_mark(document, name, fault.text(language()), fields) for name, fault in faults.items()]
    for inner in _found(document, "//details[descendant::*[@aria-invalid]]"):
        inner.set("open", "")
    _found(document, "//main")[0].insert(0, _summary(told))
    body = html.tostring(document, encoding="utf-8", doctype="<!doctype html>")
    return HttpResponse(body, status=HTTPStatus.BAD_REQUEST)


def _form(document: HtmlElement, request: Asked) -> HtmlElement | None:
    """Return the form that was sent: of several to one address the one of the same thing."""
    for form in document.forms:
        hidden = _found(form, _HIDDEN)
        same = all(request.POST.get(one.get("name"), "") == one.get("value", "") for one in hidden)
        to = [form.get("action") or request.path, *_found(form, "descendant::*/@formaction")]
        if form.method == "POST" and request.path in to and same:
            return form
    return None


def _fields(document: HtmlElement, form: HtmlElement) -> list[HtmlElement]:
    key = form.get("id", "")
    return [*_found(form, _FIELDS), *(_found(document, _LINKED, form=key) if key else [])]


def _found(within: HtmlElement, path: str, **named: str) -> list[HtmlElement]:
    return cast("list[HtmlElement]", within.xpath(path, **named))


def _fill(fields: Iterable[HtmlElement], said: QueryDict) -> None:
    seen: Counter[str] = Counter()
    for field in fields:
        name = field.get("name")
        given = said.getlist(name)
        kind = field.get("type", "text") if field.tag == "input" else field.tag
        if kind in _NOT_TYPED:
            continue
        if kind in _TICKED:
            _tick(field, "checked", on=field.get("value", "on") in given)
        elif kind == "select":
            for option in field.iter("option"):
                own = option.get("value", option.text or "")
                _tick(option, "selected", on=own in given)
        elif len(given) > seen[name]:
            _type(field, given[seen[name]])
            seen[name] += 1


def _tick(field: HtmlElement, mark: str, *, on: bool) -> None:
    field.attrib.pop(mark, None)
    if on:
        field.set(mark, "")


def _type(field: HtmlElement, typed: str) -> None:
    text = _NO_TEXT.sub("", typed)
    if field.tag == "textarea":
        field.text = text
    else:
        field.set("value", text)


def _mark(
    document: HtmlElement, name: str, why: str, fields: Iterable[HtmlElement]
) -> tuple[str, str]:
    """Put a message at its field; return it with the words and the id of that."""
    found = [one for one in fields if one.get("name") == name and one.get("type") != "hidden"]
    if not found:
        return why, ""
    field = found[0]
    key = field.get("id") or f"again-{name}"
    field.set("id", key)
    field.set("aria-invalid", "true")
    described = [*field.get("aria-describedby", "").split(), f"fault-{key}"]
    field.set("aria-describedby", " ".join(described))
    said = html.Element("p", {"class": "fault", "id": f"fault-{key}"})
    said.text = _NO_TEXT.sub("", why)
    around = field.getparent()
    beside = around if around is not None and around.tag == "label" else field
    said.tail, beside.tail = beside.tail, None
    beside.addnext(said)
    return _with_words(document, field, why), key


def _with_words(document: HtmlElement, field: HtmlElement, why: str) -> str:
    """Return a message after the words of its field, unless it names them itself."""
    labels = _found(document, "//label[@for=$key]", key=field.get("id", ""))
    words = field.get("aria-label") or (labels[0].text_content().strip() if labels else "")
    colon = "：" if language() == "zh" else ": "
    return why if not words or words in why else f"{words}{colon}{why}"


def _summary(told: Iterable[tuple[str, str]]) -> HtmlElement:
    facts = {"class": "message error", "role": "alert", "id": "faults", "tabindex": "-1"}
    box = html.Element("div", {**facts, "autofocus": ""})
    head = html.Element("p")
    head.text = _("Nothing was saved. Please look at this again; what you filled in is still here:")
    listed = html.Element("ul")
    for why, key in told:
        line = html.Element("li")
        place = html.Element("a", {"href": f"#{key}"}) if key else html.Element("span")
        place.text = _NO_TEXT.sub("", why)
        line.append(place)
        listed.append(line)
    box.extend([head, listed])
    return box
