"""Monitoring forms filled in elsewhere: read back, compared, taken over by a person."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import msgspec
from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng.model import TableKind
from jiheng.monitoring import Cause, Likelihood
from jiheng.pipeline import read
from jiheng.reading.containers.kinds import MediaType, kind_of
from jiheng_web.access.policy import Action
from jiheng_web.audit.acts import act
from jiheng_web.errors import InvalidInput, NotFound, WrongState
from jiheng_web.intake import storage
from jiheng_web.projects.differences import aligned
from jiheng_web.results.content import (
    Money,
    Proof,
    Reached,
    Said,
    SheetContent,
    SheetLine,
    beside,
    loaded,
    stored,
)
from jiheng_web.results.models import EvidenceFile, FilledForm, Sheet
from jiheng_web.results.monitoring_commands import looked, note, write
from jiheng_web.results.official import REMARK
from jiheng_web.results.reach import FILLING, held, must_be_current, must_stand

if TYPE_CHECKING:
    from decimal import Decimal

    from jiheng.model import Indicator, Row
    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Actor

LARGEST = 8 * 1024 * 1024
_FORM = Bilingual("填好的监控表", "filled form")
_SO_FAR = re.compile(r"1[-—–~～至到]?\d{0,2}月?执行情况")


@dataclass(frozen=True, slots=True)
class Change:
    """A field of which a filled form says something else."""

    label: Bilingual
    before: str
    after: str


def hand_in(
    principal: Principal, actor: Actor, key: int, name: str, stream: IO[bytes]
) -> FilledForm:
    """Read a filled form; nothing of the sheet changes before a person takes it over.

    Raises:
        NotFound: The sheet is out of sight.
        NotPermitted: The person is no clerk there.
        WrongState: It was handed up already.
        InvalidInput: The file holds no monitoring form of this project.
        UnreadableFile: It is damaged or too large.
    """
    shown = storage.clean_name(name)
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise storage.too_large(shown)
    if kind_of(data, shown) is not MediaType.XLSX:
        why = Bilingual(
            "请上传导出的监控表（.xlsx）。", "Hand in the form as it was given out, .xlsx."
        )
        raise InvalidInput({"file": why})
    row = _row(data, shown)
    kept = storage.keep(io.BytesIO(data), shown)
    with act(actor, "monitoring.hand_filled") as done:
        sheet = held(principal, Sheet, key, Action.MONITORING_FILL)
        must_stand(sheet, FILLING, Action.MONITORING_FILL)
        file, _made = EvidenceFile.objects.get_or_create(
            project=sheet.project,
            sha256=kept.sha256,
            defaults={"name": shown, "size": kept.size, "handed_in_by_id": principal.person},
        )
        proof = Proof(name=shown, sha256=kept.sha256, file=file.pk)
        content = _content(sheet, row, proof)
        made = FilledForm.objects.create(
            sheet=sheet,
            name=shown,
            sha256=kept.sha256,
            content=stored(content),
            handed_in_by_id=principal.person,
        )
        note(done, sheet)
        done.facts |= {"name": shown, "sha256": kept.sha256}
    return made


def form_of(sheet: Sheet, number: int) -> FilledForm:
    """Return a filled form of a sheet.

    Raises:
        NotFound: There is none.
    """
    found = sheet.forms.filter(pk=number).first()
    if found is None:
        raise NotFound(kind=_FORM)
    return found


def take(principal: Principal, actor: Actor, key: int, number: int, *, revision: int) -> Sheet:
    """Take over what a filled form says.

    Raises:
        NotFound: Sheet or form are out of sight.
        NotPermitted: The person is no clerk there.
        WrongState: The sheet was handed up, or the form taken over already.
        StaleRevision: Somebody else saved first.
    """
    with act(actor, "monitoring.take_filled") as done:
        sheet = held(principal, Sheet, key, Action.MONITORING_FILL)
        form = form_of(sheet, number)
        must_stand(sheet, FILLING, Action.MONITORING_FILL)
        must_be_current(sheet, revision)
        if form.taken is not None:
            raise WrongState(
                deed=Bilingual("采用", "take over"), state=Bilingual("已采用", "taken over")
            )
        form.taken = timezone.now()
        form.save(update_fields=["taken"])
        write(sheet, loaded(form.content, SheetContent), principal)
        note(done, sheet)
        done.facts["sha256"] = form.sha256
    return sheet


def differences(sheet: Sheet, form: FilledForm) -> list[Change]:
    """Return what a filled form says that the sheet does not."""
    before, after = loaded(sheet.content, SheetContent), loaded(form.content, SheetContent)
    found = list(_money_changes(before, after))
    for position, indicator in enumerate(looked(sheet).row.indicators):
        lines = [
            beside(content.lines, position + 1, SheetLine())[position]
            for content in (before, after)
        ]
        found += _line_changes(indicator.name or "", *lines)
    return [change for change in found if change.before != change.after]


def _money_changes(before: SheetContent, after: SheetContent) -> list[Change]:
    pairs = (
        ("年初预算数", "initial budget", before.money.initial, after.money.initial),
        ("执行数", "executed", before.money.executed, after.money.executed),
        ("全年预计执行数", "expected", before.forecast, after.forecast),
    )
    return [Change(Bilingual(zh, en), _plain(old), _plain(new)) for zh, en, old, new in pairs]


def _line_changes(name: str, before: SheetLine, after: SheetLine) -> list[Change]:
    pairs = (
        ("执行情况", "so far", before.reached.text, after.reached.text),
        ("全年预计", "expected", before.forecast, after.forecast),
        ("偏差原因", "cause", _cause(before.said), _cause(after.said)),
        ("完成可能性", "likelihood", _likely(before.said), _likely(after.said)),
        (REMARK, "measures", before.said.measures, after.said.measures),
    )
    return [Change(Bilingual(f"{name} {zh}", f"{name}, {en}"), a, b) for zh, en, a, b in pairs]


def _cause(said: Said) -> str:
    return "：".join(
        part
        for part in (Cause(said.cause).words.zh if said.cause else "", said.explanation)
        if part
    )


def _likely(said: Said) -> str:
    return Likelihood(said.likelihood).words.zh if said.likelihood else ""


def _plain(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount.normalize():f}"


def _row(data: bytes, name: str) -> Row:
    tables = [one for one in read(data, name=name).tables if one.kind is TableKind.MONITORING]
    rows = [row for table in tables for row in table.rows]
    if len(rows) != 1:
        why = Bilingual(
            "文件中没有监控表，或不止一张。", "The file holds no monitoring form, or several."
        )
        raise InvalidInput({"file": why})
    return rows[0]


def _content(sheet: Sheet, row: Row, proof: Proof) -> SheetContent:
    """Return a form as content; the values of computed lines stay, where the form repeats them.

    Raises:
        InvalidInput: The form is of another project.
    """
    own = looked(sheet)
    if row.name.strip() != own.row.name.strip():
        why = Bilingual(f"这是“{row.name}”的表，不是本项目的。", f"This form is of “{row.name}”.")
        raise InvalidInput({"file": why})
    known = loaded(sheet.content, SheetContent)
    lines = list(beside(known.lines, len(own.row.indicators), SheetLine()))
    names = [one.name for one in own.row.indicators], [one.name for one in row.indicators]
    for here, there in aligned(*names):
        expected = own.lines[here].expected
        lines[here] = _line(lines[here], row.indicators[there], expected, proof)
    money, forecast = _money(row, known.money, proof)
    if forecast == own.money.expected:
        forecast = known.forecast
    return msgspec.structs.replace(known, money=money, forecast=forecast, lines=tuple(lines))


def _line(known: SheetLine, said: Indicator, expected: str, proof: Proof) -> SheetLine:
    text = said.actual or next((e.value for e in said.further if _SO_FAR.match(e.label)), "")
    reached = known.reached
    if text != reached.text:
        reached = Reached(text=text, proofs=(proof,) if text else ())
    remark = next((e.value for e in said.further if e.label == REMARK), "")
    cause, explanation = _split(said.deviation or "")
    likelihood = next((one for one in Likelihood if one.words.zh == said.likelihood), "")
    forecast = "" if said.forecast == expected else said.forecast or ""
    return SheetLine(
        reached=reached,
        forecast=known.forecast if said.forecast == known.forecast else forecast,
        said=Said(
            cause=cause, explanation=explanation, likelihood=str(likelihood), measures=remark
        ),
    )


def _split(deviation: str) -> tuple[str, str]:
    """Part a printed cause into its category and its words."""
    for cause in Cause:
        if deviation.startswith(cause.words.zh):
            return str(cause), deviation.removeprefix(cause.words.zh).lstrip("：: ")
    return "", deviation


def _money(row: Row, known: Money, proof: Proof) -> tuple[Money, Decimal | None]:
    if not row.lines:
        return known, None
    line = row.lines[0]
    if line.initial_budget == known.initial and line.executed == known.executed:
        return known, line.forecast
    money = Money(
        initial=line.initial_budget,
        budget=known.budget,
        executed=line.executed,
        proofs=(proof,),
    )
    return money, line.forecast
