"""The page, as markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.writing.reports.building import (
    a_finding,
    a_location,
    a_review,
    a_table,
    an_indicator,
)

from jiheng.model import Finding, Severity
from jiheng.writing.reports import render


class _Page(HTMLParser):
    """Takes down ids, links, and the text of each element of class `t` (a field as printed)."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.marked: set[int] = set()
        self.fields: list[str] = []
        self._depth = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.ids.append(said.get("id") or "")
        self.links.append(said.get("href") or "")
        self.marked.update(int(number) for number in (said.get("data-f") or "").split())
        if tag == "span" and said.get("class") == "t":
            self._depth = 1
            self.fields.append("")
        elif self._depth:
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._depth = max(self._depth - 1, 0)

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.fields[-1] += data


def _page(*findings: Finding, **table: object) -> str:
    made = a_table(**table)  # type: ignore[arg-type]  # the caller names what a_table takes
    return render([a_review(*findings, table=made)], "html", "zh").decode()


_PLACES = st.builds(
    lambda start, width: a_location("goal", start, start + width),
    st.integers(0, 40),
    st.integers(0, 20),
)


@settings(max_examples=40, deadline=None)
@given(
    goal=st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]), min_size=1),
    places=st.lists(st.lists(_PLACES, min_size=1, max_size=3), max_size=6),
)
def test_a_marked_field_without_its_tags_is_the_text_exactly(
    goal: str, places: list[list[object]]
) -> None:
    findings = [a_finding(*at) for at in places]  # type: ignore[arg-type]  # drawn as locations
    page = _Page(_page(*findings, goal=goal))
    assert goal in page.fields
    assert page.marked == set(range(1, len(findings) + 1))


def test_text_of_a_table_is_never_taken_for_markup() -> None:
    page = _page(name="<script>alert(1)</script>", goal='"><img src=x onerror=alert(1)>')
    assert "<img" not in page
    assert page.count("<script") == 1


def test_every_link_within_the_page_leads_somewhere() -> None:
    page = _Page(_page(a_finding(), a_finding(a_location("department", row=None))))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_no_id_is_given_twice() -> None:
    reviews = [a_review(a_finding()), a_review(a_finding())]
    ids = [id_ for id_ in _Page(render(reviews, "html", "zh").decode()).ids if id_]
    assert len(ids) == len(set(ids))


def test_nothing_is_loaded_from_elsewhere() -> None:
    page = _page(a_finding())
    assert not re.search(r"(?:src|href)=\"(?!#)|url\(|@import", page)


def test_a_finding_about_a_field_that_is_not_shown_is_marked_at_the_name() -> None:
    page = _page(a_finding(a_location("organization", 0, 2)))
    assert re.search(r'c-name.*?data-f="1"', page, re.DOTALL)


def test_a_finding_about_money_that_is_missing_is_marked_in_the_column_of_money() -> None:
    page = _page(a_finding(a_location("other")))
    assert re.search(r'其他资金</span><span class="t"></span><a class="chip must"', page)


def test_a_finding_names_message_fix_and_basis_in_plain_markup() -> None:
    page = _page(a_finding())
    for words in ("没有说明程度", "写明提升多少", "财预〔2021〕101号"):
        assert words in page


def test_the_gravest_finding_gives_a_mark_its_colour() -> None:
    block = a_finding(a_location("name", 0, 2), severity=Severity.BLOCK)
    advice = a_finding(a_location("name", 0, 2), severity=Severity.ADVICE)
    assert '<mark class="block" data-f="1 2"' in _page(block, advice)


def test_a_table_without_period_values_has_no_such_column() -> None:
    indicator = replace(an_indicator(), period_value=None)
    assert "实施周期指标值" not in _page(indicators=[indicator])


def test_a_table_without_money_says_so_and_not_nought() -> None:
    table = a_table()
    rows = tuple(replace(row, funding=None) for row in table.rows)
    page = render([a_review(table=replace(table, rows=rows))], "html", "zh").decode()
    assert "表内未列" in page


def test_english_changes_the_wording_but_not_the_table() -> None:
    page = render([a_review(a_finding())], "html", "en").decode()
    assert 'lang="en"' in page
    assert "Value without content" in page
    assert "职工培训经费" in page


def test_several_tables_have_an_overview_and_a_chooser() -> None:
    page = render([a_review(), a_review()], "html", "zh").decode()
    assert 'id="overview"' in page
    assert page.count('<option value="t') == 2


def test_no_tables_at_all_still_make_a_page() -> None:
    assert b"</html>" in render([], "html", "zh")
