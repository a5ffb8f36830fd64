"""What people do with ledgers of payments: hand in, take accuracy and timeliness over."""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING

import msgspec

from jiheng.bilingual import Bilingual
from jiheng_evidence.ledgers.grids import MAX_BYTES
from jiheng_web.access.policy import Action
from jiheng_web.audit.acts import act
from jiheng_web.errors import InvalidInput
from jiheng_web.intake import storage
from jiheng_web.results import evidence_commands
from jiheng_web.results import monitoring_commands as monitoring
from jiheng_web.results import self_evaluation_commands as self_evaluation
from jiheng_web.results.content import (
    RatedLine,
    SelfEvaluationContent,
    SheetContent,
    SheetLine,
    beside,
    loaded,
)
from jiheng_web.results.models import SelfEvaluation, Sheet
from jiheng_web.results.payments import ACCURACY, file_of, must_be_payments, paid, reached_by
from jiheng_web.results.prefilling import year_end
from jiheng_web.results.reach import FILLING, held, must_be_current, must_stand

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from jiheng.model import Row
    from jiheng_evidence.ledgers.keeping import CountedBy
    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Actor
    from jiheng_web.results.content import Reached
    from jiheng_web.results.models import EvidenceFile
    from jiheng_web.results.payments import Paid

FILL: Mapping[type[Sheet | SelfEvaluation], Action] = {
    Sheet: Action.MONITORING_FILL,
    SelfEvaluation: Action.SELF_EVALUATION_FILL,
}


def hand_in(
    principal: Principal, actor: Actor, thing: Sheet | SelfEvaluation, name: str, stream: IO[bytes]
) -> EvidenceFile:
    """Keep a ledger of payments as evidence of a project, once it is seen to be one.

    Raises:
        NotPermitted: The person is no clerk there.
        UnreadableFile: It is damaged, too large, or of another kind.
        InvalidInput: It holds no payments.
    """
    data = stream.read(MAX_BYTES + 1)
    must_be_payments(data, storage.clean_name(name))
    action = FILL[type(thing)]
    return evidence_commands.hand_in(
        principal, actor, thing.project, name, io.BytesIO(data), action=action
    )


def take(
    principal: Principal,
    actor: Actor,
    thing: Sheet | SelfEvaluation,
    number: int,
    chosen: Mapping[str, int],
    *,
    counted_by: CountedBy,
    revision: int,
) -> int:
    """Take shares over as values of indicators; return how many.

    Args:
        thing: The sheet or self-evaluation.
        number: Key of the file.
        chosen: Name of a share → position of the indicator that takes it.
        counted_by: What the shares count.
        revision: The one that the choice was based on.

    Raises:
        NotFound: It, or the file, is out of sight.
        NotPermitted: The person is no clerk there.
        WrongState: It was handed up already.
        StaleRevision: Somebody else saved first.
        InvalidInput: Nothing is chosen, or two shares for one indicator.
    """
    of_sheet = isinstance(thing, Sheet)
    name = "monitoring.take_payments" if of_sheet else "self_evaluation.take_payments"
    with act(actor, name) as done:
        found = _held(principal, thing)
        must_be_current(found, revision)
        shown = looked(found, file_of(found.project, number), counted_by)
        _must_fit(chosen, row_of(found))
        values = {
            chosen[one.name]: reached_by(one, shown.file)
            for one in shown.shares
            if one.name in chosen
        }
        if isinstance(found, Sheet):
            monitoring.write(found, _with_sheet(found, values), principal)
            monitoring.note(done, found)
        else:
            self_evaluation.write(found, _with_evaluation(found, values), principal)
            self_evaluation.note(done, found)
        done.facts |= {"sha256": shown.file.sha256, "values": len(values)}
    return len(values)


def looked(thing: Sheet | SelfEvaluation, file: EvidenceFile, counted_by: CountedBy) -> Paid:
    """Return what a ledger of payments says by the day that counts."""
    return paid(file, row_of(thing), cut_off_of(thing), counted_by)


def cut_off_of(thing: Sheet | SelfEvaluation) -> date:
    """Return the day up to which a sheet or a self-evaluation counts."""
    if isinstance(thing, Sheet):
        return thing.round.cut_off
    return year_end(thing.project.fiscal_year)


def row_of(thing: Sheet | SelfEvaluation) -> Row:
    """Return the targets of a sheet or a self-evaluation."""
    if isinstance(thing, Sheet):
        return monitoring.looked(thing).row
    return self_evaluation.scored(thing).row


def _held(principal: Principal, thing: Sheet | SelfEvaluation) -> Sheet | SelfEvaluation:
    action = FILL[type(thing)]
    found: Sheet | SelfEvaluation
    if isinstance(thing, Sheet):
        found = held(principal, Sheet, thing.pk, action)
    else:
        found = held(principal, SelfEvaluation, thing.pk, action)
    must_stand(found, FILLING, action)
    return found


def _must_fit(chosen: Mapping[str, int], row: Row) -> None:
    fits = all(0 <= position < len(row.indicators) for position in chosen.values())
    if not chosen or not fits:
        why = Bilingual("请选择取入哪个指标。", "Choose the indicator that takes the value.")
        raise InvalidInput({next(iter(chosen), ACCURACY): why})
    if len(set(chosen.values())) < len(chosen):
        why = Bilingual("两个比率不能取入同一指标。", "One indicator takes one value only.")
        raise InvalidInput(dict.fromkeys(chosen, why))


def _with_sheet(found: Sheet, values: Mapping[int, Reached]) -> SheetContent:
    known = loaded(found.content, SheetContent)
    lines = list(beside(known.lines, len(row_of(found).indicators), SheetLine()))
    for position, reached in values.items():
        lines[position] = msgspec.structs.replace(lines[position], reached=reached)
    return msgspec.structs.replace(known, lines=tuple(lines))


def _with_evaluation(found: SelfEvaluation, values: Mapping[int, Reached]) -> SelfEvaluationContent:
    known = loaded(found.content, SelfEvaluationContent)
    lines = list(beside(known.lines, len(row_of(found).indicators), RatedLine()))
    for position, reached in values.items():
        lines[position] = msgspec.structs.replace(lines[position], reached=reached)
    return msgspec.structs.replace(known, lines=tuple(lines))
