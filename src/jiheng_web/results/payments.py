"""A ledger of payments beside a project: accuracy, timeliness, and the rows in trouble."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.model import NumberTarget, RangeTarget, ShareActual
from jiheng_evidence.ledgers.grids import MAX_BYTES
from jiheng_evidence.ledgers.keeping import (
    CountedBy,
    is_in_time,
    is_right,
    is_undetermined,
    payment_accuracy,
    payment_timeliness,
)
from jiheng_evidence.ledgers.payment_reading import read_payment_ledger
from jiheng_evidence.ledgers.vocabulary import folded
from jiheng_web.errors import InvalidInput, NotFound
from jiheng_web.intake import storage
from jiheng_web.intake.matching import normalised
from jiheng_web.kept import Shelf
from jiheng_web.results.content import LEDGER
from jiheng_web.results.models import EvidenceFile
from jiheng_web.results.reach import WORDS
from jiheng_web.results.reached import from_actual

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from jiheng.model import Actual, Row
    from jiheng_evidence.ledgers.payments import Payment, PaymentLedger
    from jiheng_web.projects.models import Project
    from jiheng_web.results.content import Reached

SHARES = ACCURACY, TIMELINESS = "accuracy", "timeliness"
"""Names of the shares, and of the fields that choose an indicator for them."""
_TITLES: Mapping[str, Bilingual] = {
    ACCURACY: Bilingual("兑现资金发放准确率", "accuracy of payments"),
    TIMELINESS: Bilingual("政策兑现及时率", "timeliness of payments"),
}
_SIGNS = {ACCURACY: "准确", TIMELINESS: "及时"}
"""What the names of indicators hold that ask for such a share."""

_shelf: Shelf[PaymentLedger] = Shelf(50_000)
"""Ledgers read of late; so many payments take about as many kilobytes."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of payments.

    Attributes:
        actual: None where the ledger does not say what it takes.
        position: Of the indicator it seems to be asked for by; None where there is none.
    """

    name: str
    title: Bilingual
    actual: Actual | None
    position: int | None

    @property
    def value(self) -> ShareActual | None:
        """Return its two parts."""
        value = self.actual.value if self.actual else None
        return value if isinstance(value, ShareActual) else None

    @property
    def is_offered(self) -> bool:
        """Return whether it is a value that an indicator can take."""
        return self.value is not None and self.value.rate() is not None


@dataclass(frozen=True, slots=True)
class Trouble:
    """A payment that is wrong, late or not made."""

    payment: Payment
    reasons: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class Paid:
    """Payments of a project by the end of a day.

    Attributes:
        of: The name of the project in the ledger; None where all of its payments count.
        payments: How many of them there are.
        undetermined: How many of these the shares leave out, as a day or an amount is unread.
    """

    file: EvidenceFile
    ledger: PaymentLedger
    of: str | None
    payments: int
    undetermined: int
    shares: tuple[Share, ...]
    troubles: tuple[Trouble, ...]

    @property
    def is_all(self) -> bool:
        """Return whether the ledger names projects, and none as this one is named."""
        return self.of is None and any(one.name or one.code for one in self.ledger.payments)


def file_of(project: Project, number: int) -> EvidenceFile:
    """Return a file of evidence of a project.

    Raises:
        NotFound: There is none.
    """
    found = EvidenceFile.objects.filter(pk=number, project=project).first()
    if found is None:
        raise NotFound(kind=WORDS[EvidenceFile])
    return found


def must_be_payments(data: bytes, name: str) -> None:
    """Refuse a file that is no ledger of payments.

    Raises:
        UnreadableFile: It is damaged, too large, or of another kind.
        InvalidInput: It holds no payments.
    """
    ledger = _read(data, name)
    if not ledger.payments:
        why = next(
            (one.message for one in ledger.problems),
            Bilingual("没有找到支付记录。", "There are no payments."),
        )
        raise InvalidInput({"file": why})


def paid(file: EvidenceFile, row: Row, cut_off: date, counted_by: CountedBy) -> Paid:
    """Return what a ledger of payments says of a project by the end of a day."""
    ledger = _ledger_of(file)
    of = _named(ledger, row)
    computed = {ACCURACY: payment_accuracy, TIMELINESS: payment_timeliness}
    shares = tuple(
        Share(
            name=name,
            title=_TITLES[name],
            actual=compute(ledger, cut_off, of, counted_by=counted_by),
            position=_asking(row, _SIGNS[name]),
        )
        for name, compute in computed.items()
    )
    mine = [one for one in ledger.payments if of is None or of in (one.code, one.name)]
    found = ((one, tuple(_reasons(one, cut_off))) for one in mine)
    troubles = tuple(Trouble(one, reasons) for one, reasons in found if reasons)
    left_out = sum(map(is_undetermined, mine))
    return Paid(file, ledger, of, len(mine), left_out, shares, troubles)


def reached_by(share: Share, file: EvidenceFile) -> Reached:
    """Return a share as the value of an indicator, the file its proof.

    Raises:
        InvalidInput: There is no such share.
    """
    if share.actual is None or not share.is_offered:
        why = Bilingual(f"台账算不出{share.title.zh}。", f"There is no {share.title.en}.")
        raise InvalidInput({share.name: why})
    found = from_actual(share.actual, LEDGER)
    proofs = tuple(msgspec.structs.replace(one, file=file.pk) for one in found.proofs)
    return msgspec.structs.replace(found, proofs=proofs)


def _ledger_of(file: EvidenceFile) -> PaymentLedger:
    """Return the ledger in a file, which is read once: what it holds never changes."""
    key, path = (file.sha256, file.name), storage.path_of(file.sha256)
    known = _shelf.get(key)
    if known is not None and path.exists():
        return known
    try:
        data = path.read_bytes()
    except OSError:
        raise NotFound(kind=WORDS[EvidenceFile]) from None
    ledger = _read(data, file.name)
    _shelf.put(key, ledger, len(ledger.payments) + len(ledger.problems))
    return ledger


def _read(data: bytes, name: str) -> PaymentLedger:
    if len(data) > MAX_BYTES:
        raise storage.too_large(name)
    if not data:
        raise UnreadableFile(name=name, reason=Bilingual("文件是空的。", "the file is empty."))
    return read_payment_ledger(data, name)


def _named(ledger: PaymentLedger, row: Row) -> str | None:
    """Return how the ledger names a project: by its code, else by its name."""
    wanted = {normalised(one) for one in (row.code, row.name) if one}
    names = dict.fromkeys(name for one in ledger.payments for name in (one.code, one.name) if name)
    return next((name for name in names if normalised(name) in wanted), None)


def _asking(row: Row, sign: str) -> int | None:
    for position, one in enumerate(row.indicators):
        if sign in (one.name or "") and isinstance(one.target, NumberTarget | RangeTarget):
            return position
    return None


def _reasons(payment: Payment, cut_off: date) -> Iterator[Bilingual]:
    if is_undetermined(payment):
        yield Bilingual(
            "日期或金额无法识别，不能判定，未计入分子和分母。",
            "A day or an amount cannot be read: nothing can be said of it, and it does not count.",
        )
        return
    if payment.due is not None and payment.is_paid_by(cut_off) and not is_right(payment):
        payee = payment.due_payee
        if payee is not None and folded(payment.payee or "") != folded(payee):
            yield Bilingual("收款人不是应付对象。", "It went to somebody else.")
        else:
            yield Bilingual("支付金额与应付金额不符。", "Another amount was due.")
    due_on = payment.due_on
    if due_on is None or due_on > cut_off or is_in_time(payment):
        return
    if payment.paid_on is not None and payment.is_paid_by(cut_off):
        days = (payment.paid_on - due_on).days
        yield Bilingual(f"迟付 {days} 天。", f"It was {days} days late.")
    elif payment.undone:
        yield Bilingual("已退回、作废或未支付。", "It was returned, void or not paid.")
    else:
        yield Bilingual("到期未付。", "It was due and not paid.")
