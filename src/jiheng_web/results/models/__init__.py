"""Ledgers, evidence, monitoring, self-evaluations and rectifications, as they are stored."""

from jiheng_web.results.models.evidence import EvidenceFile
from jiheng_web.results.models.ledger import Ledger, LedgerEntry
from jiheng_web.results.models.monitoring import FilledForm, MonitoringRound, Sheet
from jiheng_web.results.models.rectification import Rectification, RectificationStep
from jiheng_web.results.models.self_evaluation import Rerating, SelfEvaluation
from jiheng_web.results.models.standing import ResultStep, Standing

__all__ = [
    "EvidenceFile",
    "FilledForm",
    "Ledger",
    "LedgerEntry",
    "MonitoringRound",
    "Rectification",
    "RectificationStep",
    "Rerating",
    "ResultStep",
    "SelfEvaluation",
    "Sheet",
    "Standing",
]
