"""A self-evaluation: prefilled, scored with steps, forced reasons, signed by two, rated again."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
import pytest
from docx import Document
from tests.web.ledgering import accepted
from tests.web.monitored import YEAR_DONE, begun, rated, who, with_line

from jiheng.model import TextTarget
from jiheng.pipeline import check, read
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.errors import (
    InvalidInput,
    NotApart,
    NotFound,
    NotPermitted,
    StaleRevision,
    WrongState,
)
from jiheng_web.projects.content import table_of, text_of
from jiheng_web.results import self_evaluation_commands as commands
from jiheng_web.results.content import Rated, SelfEvaluationContent, loaded
from jiheng_web.results.official_evaluation import self_evaluation_form, self_evaluation_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

    from jiheng_web.results.models import SelfEvaluation


@pytest.fixture
def begun_one(city: City) -> SelfEvaluation:
    """Return the self-evaluation of an approved project that just began."""
    return begun(city, city.approved(city.project()))


def signed(city: City, found: SelfEvaluation) -> SelfEvaluation:
    """Let the unit head sign."""
    return commands.sign(*who(city, "head"), found.pk)


def said(found: SelfEvaluation) -> SelfEvaluationContent:
    """Return what is filled in."""
    return loaded(found.content, SelfEvaluationContent)


def test_weights_are_shared_out_by_the_standard(begun_one: SelfEvaluation) -> None:
    # Without cost indicators: output 50 on four lines, benefit 30, satisfaction 10.
    weights = [line.weight for line in said(begun_one).lines]

    assert weights == [Decimal(x) for x in ("12.5", "12.5", "12.5", "12.5", "30", "10")]


def test_weights_of_the_version_come_first(city: City) -> None:
    project = city.project()
    version = project.newest
    table = table_of(version.content)
    weights = map(Decimal, (10, 10, 10, 20, 30, 10))
    row = table.rows[0]
    weighted = tuple(
        replace(one, weight=weight) for one, weight in zip(row.indicators, weights, strict=True)
    )
    text = text_of(replace(table, rows=(replace(row, indicators=weighted),)))
    with act(PROGRAM, "test.things"):
        project.versions.update(content=text)
    found = begun(city, city.approved(project))

    assert [line.weight for line in said(found).lines] == [10, 10, 10, 20, 30, 10]


def test_only_approved_projects_are_evaluated(city: City) -> None:
    with pytest.raises(NotFound):
        begun(city, city.project())


def test_one_project_has_one_self_evaluation(city: City, begun_one: SelfEvaluation) -> None:
    assert begun(city, begun_one.project).pk == begun_one.pk


def test_money_comes_from_the_ledger_at_the_year_end(city: City) -> None:
    project = city.approved(city.project())
    accepted(city, project, "120", "108")

    found = begun(city, project)

    money = said(found).money
    assert (money.source, money.executed) == ("ledger", Decimal(108))
    # 10 x 108 / 120.
    assert commands.scored(found).execution.points == Decimal("9.00")


def test_everything_met_earns_everything(city: City, begun_one: SelfEvaluation) -> None:
    found = rated(city, begun_one)

    assert (found.points, found.grade, found.faults) == (Decimal("100.00"), "优", 0)


def test_a_missing_value_earns_nothing_and_leaves_no_grade(
    city: City, begun_one: SelfEvaluation
) -> None:
    found = rated(city, begun_one, ("", *YEAR_DONE[1:]))

    assert (found.points, found.grade) == (Decimal("87.50"), "")


def test_points_are_explained_step_by_step(city: City, begun_one: SelfEvaluation) -> None:
    # 9 of 12 shows: 9 / 12 x 12.5 = 9.375, rounded half up.
    line = commands.scored(rated(city, begun_one, ("9场", *YEAR_DONE[1:]))).lines[0]

    assert line.score.points == Decimal("9.38")
    assert "9 ÷ 12 × 12.5 = 9.375" in line.score.steps[0].text.zh


def test_what_if_tells_which_line_costs_how_much(city: City, begun_one: SelfEvaluation) -> None:
    sheet = commands.scored(rated(city, begun_one, ("9场", *YEAR_DONE[1:4], "4万人次", "91%")))

    # 4 / 5 x 30 = 24: 6 points; 12.5 - 9.38 = 3.12.
    assert [lost for _name, lost in sheet.losses] == [Decimal("6.00"), Decimal("3.12")]


REFUSED = [
    ("points lost without a reason", ("9场", *YEAR_DONE[1:]), "Points were lost"),
    ("far beyond the target", ("20场", *YEAR_DONE[1:]), "beyond the target"),
    ("a missing value", ("", *YEAR_DONE[1:]), "no actual value"),
    ("satisfied beyond all", (*YEAR_DONE[:5], "105%"), "beyond 100%"),
    ("prose", ("办了许多展览", *YEAR_DONE[1:]), "cannot be compared"),
]


@pytest.mark.parametrize(("texts", "why"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_what_must_be_explained_is_not_signed_before(
    city: City, begun_one: SelfEvaluation, texts: tuple[str, ...], why: str
) -> None:
    rated(city, begun_one, texts)

    with pytest.raises(InvalidInput, match=why):
        signed(city, begun_one)


@pytest.mark.parametrize("text", ["9场", "20场"])
def test_with_a_reason_it_is_signed(city: City, begun_one: SelfEvaluation, text: str) -> None:
    rated(city, begun_one, (text, *YEAR_DONE[1:]), ("场馆检修停展两个月",))

    assert signed(city, begun_one).state == "submitted"


def test_a_value_without_evidence_is_not_signed(city: City, begun_one: SelfEvaluation) -> None:
    found = rated(city, begun_one)
    first = said(found).lines[0].reached
    bare = with_line(found, 0, reached=msgspec.structs.replace(first, proofs=()))
    commands.save(*who(city, "clerk"), found.pk, bare, revision=found.revision)

    with pytest.raises(InvalidInput, match="No evidence"):
        signed(city, begun_one)


def test_money_beyond_the_budget_earns_no_more_and_takes_a_reason(city: City) -> None:
    project = city.approved(city.project())
    accepted(city, project, "120", "132")
    found = rated(city, begun(city, project))

    with pytest.raises(InvalidInput, match="132 was spent of a budget of 120"):
        signed(city, found)
    found = rated(city, found, reason="追加工程量，以自有资金支付")
    assert signed(city, found).points == Decimal(100)


def test_what_is_not_scored_is_neither_a_total_nor_lost(
    begun_one: SelfEvaluation, as_person: Callable[[str], Client]
) -> None:
    sheet = commands.scored(begun_one)
    page = as_person("clerk").get(f"/self-evaluations/{begun_one.pk}").content.decode()

    assert (sheet.points, sheet.losses) == (None, ())
    assert "尚未计分，不计入扣分" in page


def test_low_execution_takes_a_reason(city: City) -> None:
    project = city.approved(city.project())
    accepted(city, project, "120", "100")
    found = rated(city, begun(city, project))

    with pytest.raises(InvalidInput, match="execution rate is below 90"):
        signed(city, found)
    found = rated(city, found, reason="供应商延迟交货")
    assert signed(city, found).points == Decimal("98.33")


def test_weights_that_do_not_add_up_are_not_signed(city: City, begun_one: SelfEvaluation) -> None:
    found = rated(city, begun_one)
    content = with_line(found, 0, weight=Decimal(20))
    commands.save(*who(city, "clerk"), found.pk, content, revision=found.revision)

    with pytest.raises(InvalidInput, match="add up to"):
        signed(city, begun_one)


@pytest.fixture
def in_words(city: City) -> SelfEvaluation:
    """Return a self-evaluation whose first indicator is one in words, of 12.5 points."""
    project = city.project()
    table = table_of(project.newest.content)
    row = table.rows[0]
    first = replace(row.indicators[0], target=TextTarget(), annual_value="科普氛围明显改善")
    text = text_of(replace(table, rows=(replace(row, indicators=(first, *row.indicators[1:])),)))
    with act(PROGRAM, "test.things"):
        project.versions.update(content=text)
    return begun(city, city.approved(project))


# 12.5 points: achieved 10-12.5, in part 7.5-10 (without 10), not achieved 0-7.5 (without it).
BANDS = [
    ("达成", "12.5", True),
    ("达成", "10", True),
    ("达成", "9.99", False),
    ("部分达成", "10", False),
    ("部分达成", "7.5", True),
    ("未达成", "7.5", False),
    ("未达成", "0", True),
]


@pytest.mark.parametrize(("words", "given", "may"), BANDS)
def test_points_for_words_keep_to_their_band(
    city: City, in_words: SelfEvaluation, words: str, given: str, *, may: bool
) -> None:
    found = rated(city, in_words, (words, *YEAR_DONE[1:]), ("说明",))
    content = with_line(found, 0, given=Decimal(given))
    commands.save(*who(city, "clerk"), found.pk, content, revision=found.revision)

    if may:
        assert signed(city, found).state == "submitted"
    else:
        with pytest.raises(InvalidInput, match="lie in"):
            signed(city, found)


def test_points_for_words_are_a_persons(city: City, in_words: SelfEvaluation) -> None:
    found = rated(city, in_words, ("达成", *YEAR_DONE[1:]))

    with pytest.raises(InvalidInput, match="Give points"):
        signed(city, found)


def test_points_of_numbers_are_not_given_by_hand(city: City, begun_one: SelfEvaluation) -> None:
    found = rated(city, begun_one, ("9场", *YEAR_DONE[1:]), ("原因",))
    content = with_line(found, 0, given=Decimal("12.5"))
    saved = commands.save(*who(city, "clerk"), found.pk, content, revision=found.revision)

    assert commands.scored(saved).lines[0].score.points == Decimal("9.38")
    with pytest.raises(InvalidInput, match="computed"):
        signed(city, saved)


def test_two_people_sign_after_the_clerk(city: City, begun_one: SelfEvaluation) -> None:
    rated(city, begun_one)
    found = signed(city, begun_one)

    done = commands.confirm(*who(city, "department"), found.pk)

    assert done.state == "confirmed"
    assert commands.is_as_signed(done)
    with pytest.raises(WrongState):
        signed(city, done)


def test_a_content_that_changed_is_not_what_was_signed(
    city: City, begun_one: SelfEvaluation
) -> None:
    rated(city, begun_one)
    found = signed(city, begun_one)
    found.content = found.content.replace("12场", "13场")

    assert not commands.is_as_signed(found)


def test_who_signed_for_the_unit_does_not_sign_for_the_department(
    city: City, begun_one: SelfEvaluation
) -> None:
    rated(city, begun_one)
    found = signed(city, begun_one)
    person = city.principal("department").person
    with act(PROGRAM, "test.things"):
        type(found).objects.filter(pk=found.pk).update(submitted_by=person)

    with pytest.raises(NotApart):
        commands.confirm(*who(city, "department"), found.pk)


def test_a_returned_one_is_signed_no_longer(city: City, begun_one: SelfEvaluation) -> None:
    rated(city, begun_one)
    signed(city, begun_one)

    back = commands.send_back(*who(city, "department"), begun_one.pk, "请补充佐证")

    assert (back.state, back.digest, back.note) == ("returned", "", "请补充佐证")


def test_clerks_do_not_sign(city: City, begun_one: SelfEvaluation) -> None:
    with pytest.raises(NotPermitted):
        commands.sign(*who(city, "clerk"), begun_one.pk)


def test_a_stale_page_saves_nothing(city: City, begun_one: SelfEvaluation) -> None:
    rated(city, begun_one)

    with pytest.raises(StaleRevision):
        rated(city, begun_one)


def test_the_departments_rating_stands_beside_the_units(
    city: City, begun_one: SelfEvaluation
) -> None:
    rated(city, begun_one)
    found = signed(city, begun_one)
    lines = {"4": Rated(points=Decimal(25), reason="人次统计口径过宽")}

    again = commands.rate_again(*who(city, "department"), found.pk, lines, "基本属实")

    found.refresh_from_db()
    assert (again.points, again.grade) == (Decimal("95.00"), "优")
    assert (found.points, commands.is_as_signed(found)) == (Decimal("100.00"), True)


@pytest.mark.parametrize(
    "rating",
    [Rated(points=Decimal(25)), Rated(points=Decimal(31), reason="多给")],
    ids=["no reason", "beyond the weight"],
)
def test_a_rating_that_cannot_be_is_refused(
    city: City, begun_one: SelfEvaluation, rating: Rated
) -> None:
    rated(city, begun_one)
    found = signed(city, begun_one)

    with pytest.raises(InvalidInput):
        commands.rate_again(*who(city, "department"), found.pk, {"4": rating}, "")


def test_what_is_not_signed_is_not_rated_again(city: City, begun_one: SelfEvaluation) -> None:
    with pytest.raises(WrongState):
        commands.rate_again(*who(city, "department"), begun_one.pk, {}, "")


@pytest.mark.parametrize("file", ["xlsx", "docx"])
def test_the_form_reads_back_equal_and_recomputes_without_difference(
    city: City, begun_one: SelfEvaluation, file: str
) -> None:
    rated(city, begun_one, ("9场", *YEAR_DONE[1:]), ("场馆检修停展两个月",))
    found = signed(city, begun_one)
    sheet = commands.scored(found)
    body = self_evaluation_form(found, sheet, file)

    (table,) = read(body, name=f"自评表.{file}").tables

    wanted = self_evaluation_table(found, sheet).rows[0]
    got = table.rows[0]
    assert (got.score, got.goal_actual) == (wanted.score, wanted.goal_actual)
    for mine, theirs in zip(wanted.indicators, got.indicators, strict=True):
        assert (mine.name, mine.actual, mine.weight, mine.score, mine.deviation) == (
            theirs.name,
            theirs.actual,
            theirs.weight,
            theirs.score,
            theirs.deviation,
        )
    money = got.lines[0]
    assert [money.budget, money.executed, money.score] == list(map(Decimal, (120, 120, 10)))
    assert [one.rule for one in check(table, select=("EX",)).findings] == []


def test_the_form_is_printed_as_pdf(city: City, begun_one: SelfEvaluation) -> None:
    found = rated(city, begun_one)

    assert self_evaluation_form(found, commands.scored(found), "pdf").startswith(b"%PDF")


def test_the_pages_lead_from_the_ledger_to_the_signed_form(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.approved(city.project())
    accepted(city, project, "120", "118")
    clerk = as_person("clerk")
    began = clerk.post("/self-evaluations/new", {"project": project.pk})
    at = began.headers["Location"]
    proof = io.BytesIO(b"proof")
    proof.name = "验收报告.pdf"
    clerk.post(f"{at}/evidence", {"file": proof})
    file = project.evidence.get()
    found = project.self_evaluation
    money = {"initial": "120", "budget": "120", "executed": "118", "goal_actual": "已完成"}
    form: dict[str, object] = {"revision": found.revision, **money}
    for position, line in enumerate(said(found).lines):
        form |= {
            f"actual-{position}": YEAR_DONE[position],
            f"evidence-{position}": file.pk,
            f"weight-{position}": str(line.weight),
        }
    assert clerk.post(f"{at}/save", form).status_code == 302
    assert as_person("head").post(f"{at}/sign").status_code == 302
    assert as_person("department").post(f"{at}/confirm").status_code == 302
    rating = {"points-4": "28", "reason-4": "口径", "opinion": "属实"}
    assert as_person("department").post(f"{at}/rating", rating).status_code == 302
    found.refresh_from_db()

    page = as_person("auditor").get(at).content.decode()
    assert found.points == Decimal("99.83")
    assert "99.83" in page
    assert found.rerating.points == Decimal("97.83")
    assert as_person("auditor").get(f"{at}/form.docx").status_code == 200
    report = as_person("auditor").get(f"{at}/report.docx")
    words = [one.text for one in Document(io.BytesIO(report.content)).paragraphs]
    assert any("自评得分 99.83 分" in text for text in words)
    assert project.name in as_person("finance").get("/self-evaluations").content.decode()
