"""The markup of the page of proof."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.writing.proof.building import (
    a_picture,
    a_problem,
    a_project,
    a_table,
    an_indicator,
    in_line,
    on_page,
)

from jiheng.model import Entry, Place, Row, RowKind, TargetTable
from jiheng.writing.proof import render


def _html(*tables: TargetTable, name: str = "甲局.pdf") -> str:
    return render(tables, (), {1: a_picture()}, name=name).decode()


class _Tags(HTMLParser):
    """Collects the tags of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def _whole() -> TargetTable:
    row = a_project(
        on_page("培训", confidence=0.5), on_page("甲", page=2), indicators=(an_indicator(),)
    )
    return a_table(row, a_project(in_line("乙\t丙", "丙")), problems=(a_problem(),), pages=3)


def test_every_value_leads_to_its_box_and_every_box_to_its_value() -> None:
    tags = _Tags(_html(_whole())).found
    ids = {attributes["id"] for _, attributes in tags if "id" in attributes}
    links = {str(attributes["href"])[1:] for _, attributes in tags if "href" in attributes}
    assert links <= ids


def test_ids_are_told_once() -> None:
    ids = [attributes["id"] for _, attributes in _Tags(_html(_whole())).found if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_the_page_needs_no_network() -> None:
    tags = _Tags(_html(_whole())).found
    sources = [attributes["src"] for _, attributes in tags if "src" in attributes]
    assert sources == ["data:image/png;base64,iVBORw0KGgo="]
    assert not [tag for tag, _ in tags if tag in {"link", "iframe", "object", "form"}]


def test_the_policy_allows_nothing_but_the_page_itself() -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', _html())
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; img-src data:; ")


@pytest.mark.parametrize(
    ("language", "words"), [("zh", ("读取核对", "第 1 页")), ("en", ("Proof of reading", "Page 1"))]
)
def test_the_page_speaks_both_languages(language: str, words: tuple[str, ...]) -> None:
    page = render(
        [_whole()],
        (),
        {},
        name="甲局.pdf",
        language=language,  # type: ignore[arg-type]  # a string of the cases
    ).decode()
    assert all(word in page for word in words)


def test_a_page_without_a_picture_says_so_and_holds_the_words() -> None:
    page = render([_whole()], (), {}, name="甲局.pdf").decode()
    assert "此页没有图像" in page
    assert re.search(r'class="box name doubtful"[^>]*>培训</a>', page)


def test_a_document_without_a_table_says_so() -> None:
    assert "没有读出目标表" in _html()


def test_how_sure_a_doubtful_reading_is_stands_beside_it() -> None:
    assert "识别可信度 50%" in _html(_whole())


@given(st.text(st.sampled_from("<>\"'&{}%/abscript= \n"), min_size=1))
def test_no_value_breaks_out_of_the_markup(text: str) -> None:
    hostile = f'"><script>x</script>{text}'
    place = Place(sheet=hostile, cell="A1", start=0, end=1)
    row = Row(
        kind=RowKind.PROJECT,
        name=hostile,
        further=(Entry(label=hostile, value=hostile, trace=on_page(hostile)),),
        traces={hostile: on_page(hostile), "name": in_line(hostile, hostile)},
    )
    page = _html(a_table(row, problems=(a_problem(place=place),)), name=hostile)
    tags = _Tags(page).found
    assert [tag for tag, _ in tags].count("script") == 1
    names = {name for _, attributes in tags for name in attributes}
    assert names <= _ATTRIBUTES


_ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "title", "class", "id", "type", "style"),
    *("href", "src", "alt", "loading", "decoding", "tabindex", "scope", "aria-label"),
    *("data-i", "data-n", "data-check", "data-step", "data-zoom", "data-none"),
}
