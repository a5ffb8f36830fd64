"""Rounds of a survey: built by a form, opened and closed, links given out, progress watched."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from django.utils import timezone
from lxml import html
from openpyxl import load_workbook
from tests.web.surveying import ASKED, drafted, issued, many, opened, sent

from jiheng_evidence.surveys.xlsform_writing import write_xlsform
from jiheng_web.audit.models import Record
from jiheng_web.errors import InvalidInput, NotFound, NotPermitted, WrongState
from jiheng_web.surveys import asking, commands, links, progress
from jiheng_web.surveys.definitions import asked
from jiheng_web.surveys.models import Binding, Round, Survey

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Actor


def who(city: City, username: str = "clerk") -> tuple[Principal, Actor]:
    return city.principal(username), city.actor(username)


def form_of(found: Round, **changes: str) -> dict[str, str]:
    """Return what the form of the builder sends when nothing is changed."""
    sent: dict[str, str] = {"title": "标题", "press": "save"}
    for one in asked(found).questions():
        sent |= {f"{one.name}.label": one.label.zh, f"{one.name}.kind": one.kind.value}
        if one.number:
            sent |= {f"{one.name}.minimum": "0", f"{one.name}.maximum": "400"}
        if one.required:
            sent[f"{one.name}.required"] = "on"
        options = (f"{each.label.zh} | {each.score}" for each in one.options)
        sent[f"{one.name}.options"] = "\n".join(options)
    return sent | changes


def names(found: Round) -> list[str]:
    return [one.name for one in asked(Round.objects.get(pk=found.pk)).questions()]


PRESSES = {
    "save": ["overall", "visits", "advice"],
    "up:visits": ["visits", "overall", "advice"],
    "down:visits": ["overall", "advice", "visits"],
    "up:overall": ["overall", "visits", "advice"],
    "remove:visits": ["overall", "advice"],
    "add": ["overall", "visits", "advice", "q1"],
    "remove:nothing": ["overall", "visits", "advice"],
}


@pytest.mark.parametrize("press", PRESSES)
def test_questions_are_added_moved_and_removed(
    city: City, as_person: Callable[[str], Client], press: str
) -> None:
    found = drafted(city)
    as_person("clerk").post(
        f"/survey-rounds/{found.pk}/questions", form_of(found, press=press, add_kind="number")
    )

    assert names(found) == PRESSES[press]


@pytest.mark.parametrize("kind", ["single", "multiple", "rating", "matrix", "text", "date"])
def test_every_kind_of_question_can_be_added(
    city: City, as_person: Callable[[str], Client], kind: str
) -> None:
    found = drafted(city)
    address = f"/survey-rounds/{found.pk}/questions"
    clerk = as_person("clerk")
    clerk.post(address, form_of(found, press="add", add_kind=kind))
    question = asked(Round.objects.get()).question("q1")

    assert question
    assert question.kind.value == kind
    assert clerk.get(address).status_code == 200


def test_what_is_typed_is_kept_whatever_is_pressed(
    city: City, as_person: Callable[[str], Client]
) -> None:
    found = drafted(city)
    typed = form_of(
        found,
        press="add",
        **{
            "overall.label": "您是否满意？",
            "overall.options": "满意 / Yes | 100 | 满意\n不满意 | 0\n不了解",
        },
    )
    as_person("clerk").post(f"/survey-rounds/{found.pk}/questions", typed)
    question = asked(Round.objects.get()).question("overall")

    assert question
    assert question.label.zh == "您是否满意？"
    told = [(one.name, one.label.zh, one.score, one.satisfied) for one in question.options]
    assert told == [
        ("satisfied", "满意", 100, True),
        ("dissatisfied", "不满意", 0, False),
        ("o3", "不了解", None, False),
    ]


def test_what_contradicts_itself_is_said_and_not_saved(
    city: City, as_person: Callable[[str], Client]
) -> None:
    found = drafted(city)
    typed = form_of(found, **{"visits.minimum": "9", "visits.maximum": "1"})
    answered = as_person("clerk").post(f"/survey-rounds/{found.pk}/questions", typed)

    assert answered.status_code == 400
    assert "最小值大于最大值" in answered.content.decode()
    assert Round.objects.get().revision == found.revision


def test_a_number_that_is_none_is_refused(city: City, as_person: Callable[[str], Client]) -> None:
    found = drafted(city)
    typed = form_of(found, **{"visits.minimum": "many"})
    answered = as_person("clerk").post(f"/survey-rounds/{found.pk}/questions", typed)

    assert answered.status_code == 400


def test_a_survey_is_made_of_an_xlsform(city: City, as_person: Callable[[str], Client]) -> None:
    file = io.BytesIO(write_xlsform(ASKED))
    file.name = "form.xlsx"
    said = {"organization": city.organizations["101"].pk, "file": file, "title": ""}
    as_person("clerk").post("/surveys/new", said)

    assert Survey.objects.get().title == ASKED.title.zh
    assert names(Round.objects.get()) == ["overall", "visits", "advice"]


def test_a_file_that_is_no_xlsform_is_refused(
    city: City, as_person: Callable[[str], Client]
) -> None:
    file = io.BytesIO(b"nothing")
    file.name = "form.xlsx"
    said = {"organization": city.organizations["101"].pk, "file": file, "title": "问卷"}

    assert as_person("clerk").post("/surveys/new", said).status_code == 400
    assert not Survey.objects.exists()


@pytest.mark.parametrize(("kind", "anonymous"), [("satisfaction", True), ("collection", False)])
def test_a_survey_begins_with_one_question(
    city: City, as_person: Callable[[str], Client], kind: str, *, anonymous: bool
) -> None:
    said = {"organization": city.organizations["101"].pk, "title": "问卷", "kind": kind}
    answered = as_person("clerk").post("/surveys/new", said, follow=True)

    assert answered.status_code == 200
    assert Round.objects.get().anonymous is anonymous


def test_the_next_round_asks_the_same(city: City) -> None:
    first = opened(city, replaceable=False, open_link=True)
    second = commands.next_round(*who(city), first.survey_id)

    assert (second.number, second.state, second.open_link) == (2, "draft", True)
    assert asked(second).sections == asked(first).sections


@pytest.mark.parametrize("username", ["finance", "auditor", "museum", "other"])
def test_only_who_manages_surveys_there_may(city: City, username: str) -> None:
    found = drafted(city)

    with pytest.raises((NotPermitted, NotFound)):
        commands.open_round(*who(city, username), found.pk)


def test_an_open_round_cannot_be_opened_again(city: City) -> None:
    found = opened(city)

    with pytest.raises(WrongState):
        commands.open_round(*who(city), found.pk)


def test_a_window_ends_after_it_begins(city: City) -> None:
    today = timezone.localdate()

    with pytest.raises(InvalidInput):
        drafted(city, opens=today, closes=today - timedelta(days=1))


def test_the_last_day_can_be_moved(city: City) -> None:
    found = opened(city)
    day = timezone.localdate() + timedelta(days=9)
    commands.extend(*who(city), found.pk, day)

    assert Round.objects.get().closes == day


def test_names_once_kept_stand_against_anonymity(city: City) -> None:
    found = drafted(city, anonymous=False)
    issued(city, found)

    with pytest.raises(InvalidInput):
        commands.set_terms(*who(city), found.pk, commands.Terms(anonymous=True))


LINES = {
    "分组,姓名\n甲区,张三\n甲区,张三\n乙区,": [("甲区", "张三")],
    "请各单位于月底前认真填写。\n，李四\n丙区,0\n丁区": [("丁区", "")],
    "甲区，2\n乙区\t张三": [("甲区", ""), ("甲区", ""), ("乙区", "张三")],
    "甲区,3\n\n": [("甲区", "")] * 3,
    "甲区,-1\n乙区,999999999\n丙区，２\n丁区": [("丁区", "")],
    "甲区": [("甲区", "")],
}


@pytest.mark.parametrize("text", LINES)
def test_lists_are_read_as_people_paste_them(text: str) -> None:
    assert [(one.group, one.respondent) for one in asking.listed(text).wanted] == LINES[text]


@pytest.mark.parametrize("text", ["", "  \n "])
def test_no_list_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        asking.listed(text)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_links_are_given_out_as_a_file_without_formulas(
    city: City, as_person: Callable[[str], Client], stranger: Client, kind: str
) -> None:
    found = opened(city, anonymous=False)
    said = {"lines": "=1+1,张三", "file": kind, "seen": "0:1"}
    answered: Any = as_person("clerk").post(f"/survey-rounds/{found.pk}/links", said)
    if kind == "csv":
        group, _name, link = answered.content.decode("utf-8-sig").splitlines()[1].split(",")
        assert group == "'=1+1"
    else:
        sheet = load_workbook(io.BytesIO(answered.content)).active
        assert sheet is not None
        group, link = sheet["A2"], str(sheet["C2"].value)
        assert (group.value, group.data_type) == ("=1+1", "s") or group.data_type != "f"

    assert stranger.get(link.partition("testserver")[2]).status_code == 200


def test_progress_is_told_by_group_and_day(city: City) -> None:
    found = opened(city)
    many(city, found, ["satisfied"] * 3)
    issued(city, found, ("乙区", ""))
    far = progress.of(found)

    assert [(one.name, one.links, one.used) for one in far.groups] == [
        ("乙区", 1, 0),
        ("甲区", 3, 3),
    ]
    assert far.days == ((timezone.localdate(), 3),)
    assert (far.frame, far.answered, far.unsealed) == (30, 3, 3)


def test_reminders_name_who_is_missing(city: City, as_person: Callable[[str], Client]) -> None:
    found = opened(city, anonymous=False)
    sent(issued(city, found)[0])
    words = as_person("clerk").get(f"/survey-rounds/{found.pk}/reminders").content.decode()

    assert "李四" in words
    assert "张三" not in words


def test_reminders_of_an_anonymous_round_name_nobody(
    city: City, as_person: Callable[[str], Client]
) -> None:
    found = opened(city)
    issued(city, found)
    words = as_person("clerk").get(f"/survey-rounds/{found.pk}/reminders").content.decode()

    assert "李四" not in words
    assert "乙区" in words


def test_a_question_is_bound_to_an_indicator_and_let_go(city: City) -> None:
    found, project = opened(city), city.approved(city.project())
    made = commands.bind(*who(city), found.survey_id, project.pk, "参观公众满意度", "overall")
    assert Binding.objects.get() == made
    commands.unbind(*who(city), found.survey_id, made.pk)

    assert not Binding.objects.exists()


@pytest.mark.parametrize(("question", "code"), [("none", "101"), ("overall", "201")])
def test_what_is_out_of_sight_is_not_bound(city: City, question: str, code: str) -> None:
    found, project = opened(city), city.project(code)

    with pytest.raises(NotFound):
        commands.bind(*who(city), found.survey_id, project.pk, "满意度", question)


def test_every_act_leaves_a_record(city: City) -> None:
    found = opened(city, open_link=True)
    issued(city, found)
    commands.close_round(*who(city), found.pk)
    commands.next_round(*who(city), found.survey_id)
    acts = Record.objects.filter(act__startswith="survey.").values_list("act", flat=True)

    assert [*acts] == [
        *("survey.create", "survey.set_terms", "survey.open"),
        *("survey.issue", "survey.close", "survey.next"),
    ]


@pytest.mark.parametrize("deed", ["open", "extend", "close", "seal"])
def test_rounds_are_moved_by_buttons(
    city: City, as_person: Callable[[str], Client], deed: str
) -> None:
    found = drafted(city) if deed == "open" else opened(city)
    said = {"deed": deed, "closes": "2099-12-31"}
    answered = as_person("clerk").post(f"/survey-rounds/{found.pk}/move", said, follow=True)

    assert answered.status_code == 200
    assert Round.objects.get().state == ("closed" if deed == "close" else "open")


LACKING = {
    "title": ({"title": " ", "title_en": ""}, "请填写问卷标题"),
    "overall.label": ({"overall.label": ""}, "第 1 题：请填写题目"),
    "overall.options": ({"overall.options": "满意 | 100\n满意 | 0"}, "选项“满意”重复"),
    "visits.minimum": ({"visits.minimum": "many"}, "many"),
}


@pytest.mark.parametrize("field", LACKING)
def test_what_a_survey_lacks_is_told_at_its_field(
    city: City, as_person: Callable[[str], Client], field: str
) -> None:
    found = drafted(city)
    typed, said = LACKING[field]
    page = as_person("clerk").post(f"/survey-rounds/{found.pk}/questions", form_of(found, **typed))
    document: Any = html.fromstring(page.content.decode())
    marked = document.xpath("//*[@aria-invalid]")
    assert [one.get("name") for one in marked] == [field]
    assert said in document.get_element_by_id(marked[0].get("aria-describedby")).text


def test_a_question_without_words_is_not_asked(
    city: City, as_person: Callable[[str], Client]
) -> None:
    found = drafted(city)
    address = f"/survey-rounds/{found.pk}/questions"
    as_person("clerk").post(address, form_of(found, press="add", add_kind="text"))
    with pytest.raises(InvalidInput, match="Question 4"):
        commands.open_round(*who(city), found.pk)


def test_a_list_is_looked_through_before_links_are_made(
    city: City, as_person: Callable[[str], Client]
) -> None:
    found = opened(city, anonymous=False)
    said = {"lines": "姓名\n甲区,张三\n乙区,3"}
    words = as_person("clerk").post(f"/survey-rounds/{found.pk}/links", said).content.decode()
    assert not found.links.exists()
    assert "生成 4 个链接" in words
    assert "像是表头" in words


def test_a_list_makes_links_once(city: City, as_person: Callable[[str], Client]) -> None:
    found = opened(city, open_link=False)
    clerk, said = as_person("clerk"), {"lines": "甲区,31", "file": "csv", "seen": "0:31"}
    address = f"/survey-rounds/{found.pk}/links"
    clerk.post(address, said)
    words = clerk.post(address, said).content.decode()

    assert found.links.count() == 31
    assert "本轮现有 31 个链接" in words
    assert "超过应调查数 30" in words


def test_a_round_that_is_over_is_not_opened(city: City) -> None:
    found, today = drafted(city, closes=timezone.localdate()), timezone.localdate()
    tomorrow = today + timedelta(days=1)
    with (
        patch("jiheng_web.surveys.commands.timezone.localdate", return_value=tomorrow),
        pytest.raises(InvalidInput),
    ):
        commands.open_round(*who(city), found.pk)


def test_only_approved_indicators_are_bound(city: City, as_person: Callable[[str], Client]) -> None:
    found, project = opened(city), city.approved(city.project())
    clerk, address = as_person("clerk"), f"/surveys/{found.survey_id}"
    page = clerk.get(f"{address}?project={project.pk}").content.decode()
    said = {"project": project.pk, "indicator": "没有的指标", "question": "overall"}

    assert "<option>参观公众满意度</option>" in page
    assert clerk.post(f"{address}/bind", said).status_code == 400
    clerk.post(f"{address}/bind", said | {"indicator": "参观公众满意度"})
    assert "总体是否满意" in clerk.get(address).content.decode()


def test_whoever_is_missing_by_name_gets_a_new_link(
    city: City, as_person: Callable[[str], Client], stranger: Client
) -> None:
    found = opened(city, anonymous=False)
    answered, missing = issued(city, found)
    sent(answered)
    page = as_person("clerk").post(f"/survey-rounds/{found.pk}/renew", {"file": "page"})
    document: Any = html.fromstring(page.content.decode())
    [line] = document.get_element_by_id("copied").text.splitlines()
    group, name, link = line.split("\t")
    assert (group, name) == ("乙区", "李四")
    assert stranger.get(link.partition("testserver")[2]).status_code == 200
    assert stranger.get(f"/s/{missing}").status_code == 404


def test_an_anonymous_round_gives_nobody_a_new_link(city: City) -> None:
    found = opened(city)
    issued(city, found)
    with pytest.raises(InvalidInput):
        links.renew(*who(city), found.pk)
