"""Answers of people without a login: one a link, none lost, none twice, none that tells on them."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from openpyxl import load_workbook
from tests.web.surveying import ASKED, filled, issued, number, opened, sent

from jiheng_evidence.surveys.sheet_columns import ANSWERS, FIRST_ROW
from jiheng_web.audit.guard import unattended
from jiheng_web.audit.models import Record
from jiheng_web.errors import InvalidInput, WrongState
from jiheng_web.surveys import answering, commands, limits
from jiheng_web.surveys.models import Answer, Channel, Link, Round
from jiheng_web.surveys.storing import Taken

if TYPE_CHECKING:
    from django.test import Client
    from tests.web.city import City

SAID = {"overall": "satisfied"}
ROW = FIRST_ROW


@pytest.fixture(autouse=True)
def fresh_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what other tests tried from the same address."""
    monkeypatch.setattr(limits, "wrong_tokens", limits.Limit(30))
    monkeypatch.setattr(limits, "open_answers", limits.Limit(30))


def test_a_link_takes_one_answer(city: City) -> None:
    token, _ = issued(city, opened(city))

    assert [sent(token), sent(token)] == [Taken.STORED, Taken.AGAIN]
    assert Answer.objects.count() == 1


def test_of_a_token_only_the_hash_is_kept(city: City) -> None:
    token, _ = issued(city, opened(city))
    kept = [*Link.objects.values_list(), *Record.objects.values_list()]

    assert token not in repr(kept)


def test_an_anonymous_answer_leads_to_no_link_and_no_name(city: City) -> None:
    token, _ = issued(city, opened(city))
    sent(token)
    answer = Answer.objects.get()

    assert answer.link is None
    assert [*Link.objects.values_list("respondent", flat=True)] == ["", ""]
    assert {field.name for field in Answer._meta.fields} == {
        *("id", "round", "link", "revision", "channel", "group", "day"),
        *("content", "digest", "seal"),
    }


def test_the_trail_says_nothing_of_who_answered_what(city: City) -> None:
    token, _ = issued(city, opened(city))
    before = Record.objects.count()
    sent(token, overall="very_dissatisfied", advice="展品太少")

    assert Record.objects.count() == before


def test_an_answer_by_name_knows_its_link(city: City) -> None:
    token, _ = issued(city, opened(city, anonymous=False))
    sent(token)

    assert Answer.objects.get().link == Link.objects.get(respondent="张三")


def test_a_later_answer_replaces_the_earlier_where_the_round_says_so(city: City) -> None:
    found = opened(city, anonymous=False, replaceable=True)
    token, _ = issued(city, found)

    assert [sent(token, overall="fair"), sent(token)] == [Taken.STORED, Taken.REPLACED]
    assert [*Answer.objects.order_by("revision").values_list("revision", flat=True)] == [1, 2]


def test_an_anonymous_round_replaces_nothing(city: City) -> None:
    assert not opened(city, anonymous=True, replaceable=True).replaceable


@pytest.mark.parametrize("terms", [{"replaceable": True}, {"open_link": True}])
def test_the_same_form_sent_again_is_one_answer(city: City, terms: dict[str, bool]) -> None:
    found = opened(city, anonymous=False, **terms)
    token, _ = issued(city, found)
    asked = answering.by_token(token) if "replaceable" in terms else answering.by_slug(found.slug)
    key = number()
    assert asked
    taken = [answering.take(asked, SAID, key, Channel.OPEN) for _ in range(3)]

    assert taken == [Taken.STORED, Taken.AGAIN, Taken.AGAIN]
    assert Answer.objects.count() == 1


def test_the_open_link_takes_answers_apart_from_links(city: City) -> None:
    found = opened(city, open_link=True)
    asked = answering.by_slug(found.slug)
    assert asked
    filled(asked, SAID)

    assert [*Answer.objects.values_list("channel", "group")] == [("open", "")]


def test_without_an_open_link_there_is_none(city: City) -> None:
    assert answering.by_slug(opened(city).slug) is None


@pytest.mark.parametrize("days", [(1, 2), (-2, -1)])
def test_outside_of_the_window_nothing_is_taken(city: City, days: tuple[int, int]) -> None:
    today = timezone.localdate()
    opens, closes = (today + timedelta(days=one) for one in days)
    with patch("jiheng_web.surveys.commands.timezone.localdate", return_value=opens):
        token, _ = issued(city, opened(city, opens=opens, closes=closes))

    assert sent(token) is Taken.CLOSED
    assert not Answer.objects.exists()
    assert not Link.objects.exclude(used=0).exists()


def test_a_round_that_closed_meanwhile_takes_nothing(city: City) -> None:
    found = opened(city)
    token, _ = issued(city, found)
    asked = answering.by_token(token)
    commands.close_round(city.principal("clerk"), city.actor("clerk"), found.pk)
    assert asked

    assert answering.take(asked, SAID, number(), Channel.LINK) is Taken.CLOSED
    assert not Link.objects.exclude(used=0).exists()


@pytest.mark.parametrize(
    "change", [{"content": "{}"}, {"day": "2020-01-01"}, {"digest": "0"}, {"group": "丙"}]
)
def test_the_database_refuses_to_change_an_answer(city: City, change: dict[str, str]) -> None:
    sent(issued(city, opened(city))[0])

    with pytest.raises(DatabaseError), unattended(), transaction.atomic():
        Answer.objects.update(**change)


def test_the_database_refuses_to_delete_an_answer(city: City) -> None:
    sent(issued(city, opened(city))[0])

    with pytest.raises(DatabaseError), unattended(), transaction.atomic():
        connection.cursor().execute("DELETE FROM surveys_answer")


def test_a_form_made_up_by_others_is_refused() -> None:
    with pytest.raises(InvalidInput):
        answering.form_number("abc:def")


def test_a_person_answers_in_a_plain_form(city: City, stranger: Client) -> None:
    token, _ = issued(city, opened(city))
    page = stranger.get(f"/s/{token}")
    form = page.content.decode().partition('name="form" value="')[2].partition('"')[0]
    answered = stranger.post(
        f"/s/{token}", {"form": form, "q.overall": "satisfied", "q.visits": "３"}, follow=True
    )

    assert "您的回答已保存" in answered.content.decode()
    assert json.loads(Answer.objects.get().content) == {"overall": "satisfied", "visits": "3"}


def test_what_is_missing_is_said_and_nothing_is_stored(city: City, stranger: Client) -> None:
    token, _ = issued(city, opened(city))
    said = {"form": answering.new_form(), "q.visits": "500", "q.advice": "<script>"}
    answered = stranger.post(f"/s/{token}", said)

    assert answered.status_code == 400
    words = answered.content.decode()
    assert "此题必答" in words
    assert "不得大于 400" in words
    assert "&lt;script&gt;" in words
    assert not Answer.objects.exists()


def test_a_link_that_is_used_says_so(city: City, stranger: Client) -> None:
    token, _ = issued(city, opened(city))
    sent(token)

    assert "已经答过" in stranger.get(f"/s/{token}", follow=True).content.decode()


def test_a_closed_round_says_so(city: City, stranger: Client) -> None:
    found = opened(city)
    token, _ = issued(city, found)
    commands.close_round(city.principal("clerk"), city.actor("clerk"), found.pk)
    answered = stranger.get(f"/s/{token}")

    assert answered.status_code == 409
    assert "已截止" in answered.content.decode()


def test_whoever_tries_tokens_is_stopped(
    city: City, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, _ = issued(city, opened(city))
    monkeypatch.setattr(limits, "wrong_tokens", limits.Limit(3))
    statuses = [stranger.get("/s/none").status_code for _ in range(4)]

    assert statuses == [404, 404, 404, 429]
    assert stranger.get(f"/s/{token}").status_code == 429


def test_an_address_is_not_kept_in_the_clear() -> None:
    limit = limits.Limit(1)
    limit.count("10.0.0.7")

    assert limit.is_over("10.0.0.7")
    assert "10.0.0.7" not in repr(vars(limit))


def test_the_definition_of_a_round_that_was_opened_stays(city: City) -> None:
    found = opened(city)

    with pytest.raises(WrongState):
        commands.ask(city.principal("clerk"), city.actor("clerk"), found.pk, ASKED)
    assert Round.objects.get().revision == found.revision


def filled_book(stranger: Client, token: str, *cells: tuple[str, str | int]) -> SimpleUploadedFile:
    """Return the workbook of a link with answers in its first row."""
    book = load_workbook(io.BytesIO(stranger.get(f"/s/{token}/workbook.xlsx").content))
    for cell, value in cells:
        book[ANSWERS][cell] = value
    stream = io.BytesIO()
    book.save(stream)
    return SimpleUploadedFile("survey.xlsx", stream.getvalue())


def test_a_workbook_handed_in_by_a_link_is_its_one_answer(city: City, stranger: Client) -> None:
    token, _ = issued(city, opened(city))
    file = filled_book(stranger, token, (f"B{ROW}", "满意"), (f"C{ROW}", 3))
    answered = stranger.post(f"/s/{token}/workbook", {"file": file}, follow=True)
    file.seek(0)
    second = stranger.post(f"/s/{token}/workbook", {"file": file}, follow=True)

    assert "您的回答已保存" in answered.content.decode()
    assert "已经答过" in second.content.decode()
    [kept] = Answer.objects.all()
    assert json.loads(kept.content) == {"overall": "satisfied", "visits": "3"}
    assert kept.link is None


@pytest.mark.parametrize("cells", [(), ((f"B{ROW}", "满意"), (f"C{ROW}", 5000)), ((f"C{ROW}", 3),)])
def test_a_workbook_that_is_not_sound_stores_nothing_and_says_why(
    city: City, stranger: Client, cells: tuple[tuple[str, str | int], ...]
) -> None:
    token, _ = issued(city, opened(city))
    file = filled_book(stranger, token, *cells)
    answered = stranger.post(f"/s/{token}/workbook", {"file": file})

    assert answered.status_code == 400
    assert 'role="alert"' in answered.content.decode()
    assert not Answer.objects.exists()


def test_a_fault_of_a_workbook_says_where_and_of_what(city: City, stranger: Client) -> None:
    token, _ = issued(city, opened(city))
    file = filled_book(stranger, token, (f"B{ROW}", "满意"), (f"C{ROW}", "2.5"))
    words = stranger.post(f"/s/{token}/workbook", {"file": file}).content.decode()

    assert f"C{ROW} 单元格（“2.5”）：“2. " in words
    assert "应为整数" in words


@pytest.mark.parametrize(("data", "told"), [(b"PK nothing", "答卷文件未接收"), (b"", "文件是空的")])
def test_a_file_that_is_no_workbook_is_told_to_the_respondent(
    city: City, stranger: Client, data: bytes, told: str
) -> None:
    token, _ = issued(city, opened(city))
    file = SimpleUploadedFile("答卷.xlsx", data)
    answered = stranger.post(f"/s/{token}/workbook", {"file": file})

    assert answered.status_code == 400
    assert told in answered.content.decode()
