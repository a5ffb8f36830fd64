"""Acts that cannot be taken back ask first, in one way on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import html
from tests.web.surveying import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City


def test_closing_a_round_is_asked_before_it_is_done(
    city: City, as_person: Callable[[str], Client]
) -> None:
    page = as_person("clerk").get(f"/survey-rounds/{opened(city).pk}")
    document: Any = html.fromstring(page.content)
    asked = document.xpath("//button[@value='close']/ancestor::details[@class='final']")
    assert ["open" in one.attrib for one in asked] == [False]
