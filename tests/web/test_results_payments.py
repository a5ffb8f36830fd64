"""Ledgers of payments: shares with both parts, rows in trouble, values taken over."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.ledgering import handed_in
from tests.web.monitored import begun, opened

from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.errors import InvalidInput
from jiheng_web.projects.content import table_of, text_of
from jiheng_web.results import payments
from jiheng_web.results.content import LEDGER, SelfEvaluationContent, SheetContent, loaded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.http import HttpResponse
    from django.test import Client
    from tests.web.city import City

    from jiheng_web.results.models import Sheet

    Logged = Callable[[str], Client]

HEAD = "项目名称,支付日期,收款人,支付金额（元）,应付日期,应付金额（元）,应付对象"
ROWS = (
    "智慧科普项目,2026-03-01,甲馆,1000,2026-03-10,1000,甲馆",
    "智慧科普项目,2026-04-15,乙馆,900,2026-04-10,1000,乙馆",
    "智慧科普项目,2026-05-01,丁馆,1000,2026-05-10,1000,丙馆",
    "智慧科普项目,,,,2026-06-10,500,戊馆",
    "别的项目,2026-04-01,己馆,1,2026-03-10,2,己馆",
)


def csv(*rows: str) -> SimpleUploadedFile:
    """Return a ledger of payments as a file."""
    return SimpleUploadedFile("支付台账.csv", "\n".join((HEAD, *rows)).encode())


@pytest.fixture
def sheet(city: City) -> Sheet:
    """Return the sheet of a project with an indicator that asks for timeliness."""
    project = city.project()
    version = project.newest
    table = table_of(version.content)
    indicators = list(table.rows[0].indicators)
    indicators[3] = replace(indicators[3], name="资金兑现及时率")
    row = replace(table.rows[0], indicators=tuple(indicators))
    with act(PROGRAM, "test.payments"):
        version.content = text_of(replace(table, rows=(row,)))
        version.save()
    city.approved(project)
    return opened(city).sheets.get()


def handed(browser: Client, address: str, *rows: str) -> str:
    """Hand a ledger in; return the address of the page that shows it."""
    answer = browser.post(f"{address}/payments", {"file": csv(*(rows or ROWS))})
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_both_shares_are_shown_with_their_parts(sheet: Sheet, as_person: Logged) -> None:
    clerk = as_person("clerk")

    page = clerk.get(handed(clerk, f"/sheets/{sheet.pk}")).content.decode()

    # Of three payments made one is right; of four that were due two came in time.
    assert "33.33%" in page
    assert "50.00%" in page


def test_a_ledger_is_read_once_however_often_it_is_shown(
    sheet: Sheet, as_person: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = as_person("clerk")
    shown = handed(clerk, f"/sheets/{sheet.pk}")
    clerk.get(shown)
    monkeypatch.delattr(payments, "read_payment_ledger")

    assert "33.33%" in clerk.get(shown).content.decode()


def test_rows_in_trouble_say_why(sheet: Sheet, as_person: Logged) -> None:
    clerk = as_person("clerk")

    page = clerk.get(handed(clerk, f"/sheets/{sheet.pk}")).content.decode()

    for why in ("支付金额与应付金额不符。", "迟付 5 天。", "收款人不是应付对象。", "到期未付。"):
        assert why in page
    assert "己馆" not in page


def test_an_indicator_takes_a_share_with_its_proof(sheet: Sheet, as_person: Logged) -> None:
    clerk = as_person("clerk")
    shown = handed(clerk, f"/sheets/{sheet.pk}")

    clerk.post(f"{shown}/take", {"revision": sheet.revision, "timeliness": "4"})

    sheet.refresh_from_db()
    found = loaded(sheet.content, SheetContent).lines[3].reached
    assert (found.text, found.source) == ("50%", LEDGER)
    assert (found.numerator, found.denominator) == (Decimal(2), Decimal(4))
    assert found.proofs[0].file is not None


def test_a_self_evaluation_takes_a_share_counted_by_money(
    city: City, sheet: Sheet, as_person: Logged
) -> None:
    found, clerk = begun(city, sheet.project), as_person("clerk")
    shown = handed(clerk, f"/self-evaluations/{found.pk}")

    said = {"revision": found.revision, "accuracy": "3", "by": "money"}
    clerk.post(f"{shown}/take", said)

    found.refresh_from_db()
    reached = loaded(found.content, SelfEvaluationContent).lines[2].reached
    assert (reached.numerator, reached.denominator) == (Decimal(1000), Decimal(3000))


@pytest.mark.parametrize(
    "said", [{}, {"accuracy": "99"}, {"accuracy": "1", "timeliness": "1"}, {"accuracy": "x"}]
)
def test_a_choice_that_cannot_be_comes_back(
    sheet: Sheet, as_person: Logged, said: dict[str, str]
) -> None:
    clerk = as_person("clerk")
    shown = handed(clerk, f"/sheets/{sheet.pk}")

    answer = clerk.post(f"{shown}/take", {"revision": sheet.revision} | said)

    assert answer.status_code == 400
    assert 'id="faults"' in answer.content.decode()


def test_nothing_due_is_no_share(sheet: Sheet, as_person: Logged) -> None:
    clerk = as_person("clerk")
    shown = handed(clerk, f"/sheets/{sheet.pk}", "别的项目,2026-03-01,甲馆,1000,,,")

    page = clerk.get(shown).content.decode()
    answer = clerk.post(f"{shown}/take", {"revision": sheet.revision, "accuracy": "1"})

    assert "台账没有写明应付金额" in page
    assert "没有本项目的名称" in page
    assert answer.status_code == 400


@pytest.mark.parametrize("body", [b"", b"a,b\n1,2\n", b"\x00\x01"])
def test_a_file_that_is_no_such_ledger_is_refused_at_its_field(
    sheet: Sheet, as_person: Logged, body: bytes
) -> None:
    file = SimpleUploadedFile("台账.csv", body)

    answer = as_person("clerk").post(f"/sheets/{sheet.pk}/payments", {"file": file})

    assert answer.status_code == 400
    assert "fault-payments-file" in answer.content.decode()


def test_a_ledger_of_payments_is_sent_to_its_place(city: City) -> None:
    with pytest.raises(InvalidInput, match="single payments"):
        handed_in(city, "\n".join((HEAD, *ROWS)).encode(), name="支付台账.csv")


@pytest.mark.parametrize(
    ("username", "status"), [("head", 403), ("other", 404), ("museum", 404), ("auditor", 403)]
)
def test_only_a_clerk_of_the_unit_hands_one_in(
    sheet: Sheet, as_person: Logged, username: str, status: int
) -> None:
    answer: HttpResponse = as_person(username).post(  # type: ignore[assignment]
        f"/sheets/{sheet.pk}/payments", {"file": csv(*ROWS)}
    )

    assert answer.status_code == status


def test_a_file_that_is_gone_is_not_found(sheet: Sheet, as_person: Logged, documents: Path) -> None:
    clerk = as_person("clerk")
    shown = handed(clerk, f"/sheets/{sheet.pk}")
    shutil.rmtree(documents)

    assert clerk.get(shown).status_code == 404
