"""Lines above a form that say something of it: 项目名称：某某（预算金额：88万元）."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.model import Traced
from jiheng.reading.layouts.cells.form_cells import Pair, inline_pair, is_amount, labelled_amounts
from jiheng.reading.layouts.cells.line_parts import amounts_in, parts_of
from jiheng.reading.layouts.drafts import MONEY
from jiheng.reading.layouts.outside.wrapped_lines import whole_lines
from jiheng.reading.layouts.words.roles import label_role
from jiheng.reading.ledger import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.layouts.form.labels import FormLabels

_NOTHING = Traced()


@dataclass(slots=True)
class FormAbove:
    """Reads the lines above one form.

    Attributes:
        labels: Takes their labels with their values.
    """

    labels: FormLabels
    _amounts: list[tuple[Traced, list[Pair]]] = field(default_factory=list)
    """Lines with amounts behind unknown labels, which are kept where no money is told."""

    def take(self, texts: Sequence[Traced]) -> None:
        """Take in the lines that hold labels and their values."""
        for text in whole_lines(texts):
            line = parts_of(text)
            pair = inline_pair(line.parts[0])
            amounts = line.amounts if pair else labelled_amounts(text)
            if not amounts and (pair is None or not _is_known(pair)):
                self._amounts.append((text, amounts_in(text)))
                continue
            self.labels.ledger.mark(text, SEPARATOR)
            if pair:
                self.labels.parts(text)
                continue
            for amount in amounts:
                self.labels.pair(amount)

    def finish(self) -> None:
        """Keep the amounts of lines above a form that names no money: which is, is not known."""
        draft = self.labels.draft
        if draft.lines or any(role in draft.texts for role in MONEY):
            return
        for line, amounts in (each for each in self._amounts if each[1]):
            self.labels.ledger.mark(line, SEPARATOR)
            for amount in amounts:
                self.labels.besides(amount.label, _NOTHING, amount.value)


def _is_known(pair: Pair) -> bool:
    """Whether a line begins with a label of a form, or with one of money and its amount."""
    return label_role(pair.label.text) is not None or is_amount(pair.value.text)
