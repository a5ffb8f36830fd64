from __future__ import annotations

import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
from lxml import html
from tests.unit.schemes.making import figures, leaf, scheme

from jiheng.schemes import Figures, Indicator, Scheme
from jiheng.schemes.assessing import Assessment
from jiheng.schemes.explaining import Explainer
from jiheng.schemes.ranking import ranked
from jiheng.schemes.scheme import Condition, Effect, Grade
from jiheng.schemes.sensitivity import sensitivity
from jiheng_evidence.schemes import page, ranking_workbook, records, told
from jiheng_evidence.schemes.report_words import remarks

if TYPE_CHECKING:
    from jiheng.bilingual import Language

_LANGUAGES: tuple[Language, ...] = ("zh", "en")


def _case() -> tuple[Scheme, Figures]:
    half = {"weight": Decimal(50)}
    of = scheme(
        leaf("A", name="<b>甲</b>", column="A", **half),
        leaf("B", **half),
        grades=(Grade(name="优", at_least=Decimal(60)), Grade(name="差", at_least=Decimal(0))),
        coverage=Decimal("0.5"),
        conditions=(
            Condition(code="V", name="事故", column="v", at_most=Decimal(0)),
            Condition(
                code="L", name="门槛", on="B", at_least=Decimal(90), effect=Effect.LIMIT, grade="差"
            ),
        ),
    )
    columns: dict[str, list[object]] = {
        "A": [9, 5, 1, 3],
        "B": [9, 1, None, 2],
        "v": [0, 1, 0, None],
    }
    return of, figures(of, columns)


@pytest.fixture
def assessment() -> Assessment:
    return Assessment(*_case())


@pytest.mark.parametrize("language", _LANGUAGES)
def test_the_page_of_a_ranking_has_a_picture_and_its_numbers(
    assessment: Assessment, language: Language
) -> None:
    ranking = ranked(assessment)
    tree = html.fromstring(page.ranking_page(ranking, language))
    rows = [
        ["".join(map(str, cell.itertext())) for cell in row] for row in tree.iterfind(".//tbody/tr")
    ]
    assert [row[1] for row in rows] == [found.entity for found in ranking.in_order()]
    assert rows[0][3] == str(ranking.in_order()[0].score)
    assert len(tree.findall(".//svg/rect")) == sum(
        found.rank is not None for found in ranking.standings
    )
    assert not tree.findall(".//script")
    assert not tree.xpath("//@src | //@href")


@pytest.mark.parametrize("language", _LANGUAGES)
def test_what_a_scheme_says_is_never_markup(assessment: Assessment, language: Language) -> None:
    found = Explainer(assessment).explain(0)
    data = page.explanation_page(assessment.scheme, found, language)
    assert "<b>甲" not in data.decode()
    assert "<b>甲</b>" in "".join(map(str, html.fromstring(data).itertext()))


@pytest.mark.parametrize("language", _LANGUAGES)
def test_who_is_not_ranked_is_told_why(assessment: Assessment, language: Language) -> None:
    lines = {line[1]: line for line in records.ranking_lines(ranked(assessment), language)}
    words = {"zh": ("一票否决", "事故"), "en": ("vetoed", "事故")}[language]
    assert lines["b"][4] == words[0]
    assert words[1] in lines["b"][5]
    assert lines["d"][0] == "—"


def test_workbooks_hold_numbers_as_numbers(assessment: Assessment) -> None:
    ranking = ranked(assessment)
    data = ranking_workbook.ranking_workbook(ranking, assessment, "zh")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["排名", "各指标得分"]
    first = [cell.value for cell in book["排名"][4]]
    assert first[:2] == [1, "a"]
    assert first[4] == 100


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_report_can_be_written(assessment: Assessment, language: Language) -> None:
    of, ranking = assessment.scheme, ranked(assessment)
    explainer = Explainer(assessment, ranking)
    for place in range(4):
        found = explainer.explain(place)
        assert ranking_workbook.explanation_workbook(of, found, language)[:2] == b"PK"
        assert page.explanation_page(of, found, language).startswith(b"<!DOCTYPE html>")
        assert list(told.explanation_text(of, found, language))
        record = json.loads(records.as_json(records.explanation_record(of, found, language)))
        assert [step["code"] for step in record["steps"]] == ["A", "B"]
    shaken = sensitivity(assessment, ranking, top=1, draws=5)
    assert ranking_workbook.sensitivity_workbook(of, shaken, language)[:2] == b"PK"
    assert page.sensitivity_page(of, shaken, language).startswith(b"<!DOCTYPE html>")
    assert list(told.sensitivity_text(of, shaken, language))
    assert json.loads(records.as_json(records.sensitivity_record(of, shaken)))["draws"] == 5


def test_json_keeps_numbers_as_texts(assessment: Assessment) -> None:
    record = json.loads(records.as_json(records.ranking_record(ranked(assessment))))
    assert record["schema"] == "jiheng/scheme-ranking/1"
    assert record["standings"][0]["score"] == "100.00"
    by_name = {found["entity"]: found for found in record["standings"]}
    assert by_name["c"]["left_out"] == ["B"]
    assert by_name["b"]["vetoes"] == ["V"]


def test_long_names_are_cut_in_the_picture_and_whole_beside_it() -> None:
    of = scheme(leaf("A"))
    data = Figures(entities=("长" * 40, "短"), groups=("", ""), columns={"A": [2, 1]})
    text = page.ranking_page(ranked(Assessment(of, data)), "zh").decode()
    assert f"1. {'长' * 16}…" in text
    assert f'<td class="name">{"长" * 40}</td>' in text


@pytest.fixture
def unranked() -> Assessment:
    """One of two entities has no value at all."""
    of = scheme(leaf("A", weight=Decimal(50)), leaf("B", weight=Decimal(50)))
    return Assessment(of, figures(of, {"A": [9, None], "B": [9, None]}))


def test_no_weight_is_said_to_be_given_where_there_is_no_score(unranked: Assessment) -> None:
    said = {line[1]: line[5] for line in records.ranking_lines(ranked(unranked), "zh")}
    assert said["b"].startswith("缺失：")


def test_what_raising_would_give_is_left_out_where_nothing_can_be_said(
    unranked: Assessment,
) -> None:
    of, found = unranked.scheme, Explainer(unranked).explain(1)
    assert not found.raises
    assert list(told.explanation_text(of, found, "zh"))[-1][0] != "指标"
    assert "改进一项的效果" not in page.explanation_page(of, found, "zh").decode()
    data = ranking_workbook.explanation_workbook(of, found, "zh")
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == ["得分说明"]


@pytest.mark.parametrize(("group", "heads"), [("", 5), ("组", 6)])
def test_a_printed_ranking_has_groups_where_the_scheme_has_them(group: str, heads: int) -> None:
    of = scheme(leaf("A"), group=group)
    data = Figures(entities=("x", "y"), groups=("g", "g"), columns={"A": [2, 1]})
    lines = list(told.ranking_text(ranked(Assessment(of, data)), "zh"))
    assert {len(line) for line in lines[3:]} == {heads}


def test_what_was_given_and_is_not_counted_is_told() -> None:
    of = scheme(
        Indicator(code="S", name="规模", weight=Decimal(50)),
        leaf("S1", name="营收", parent="S", weight=Decimal(20)),
        leaf("S2", name="人数", parent="S", weight=Decimal(30)),
        Indicator(code="T", name="技术", weight=Decimal(50)),
        leaf("T1", parent="T", weight=Decimal(30)),
        leaf("T2", parent="T", weight=Decimal(20)),
        siblings=None,
        coverage=Decimal("0.5"),
    )
    columns: dict[str, list[object]] = {
        "营收": [1, 2],
        "人数": [1, None],
        "T1": [1, 2],
        "T2": [1, None],
    }
    ranking = ranked(Assessment(of, figures(of, columns)))
    said = remarks(of, ranking.standings[1], "zh")
    assert said == "规模资料不足，营收未计入；缺失并重新分配权重：人数、T2"
    record = json.loads(records.as_json(records.ranking_record(ranking)))
    told = {found["entity"]: found["dropped"] for found in record["standings"]}
    assert told == {"a": [], "b": [{"branch": "S", "given": ["S1"]}]}
