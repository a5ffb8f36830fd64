"""Addresses of ledgers, monitoring, self-evaluations and rectifications."""

from django.urls import path

from jiheng_web.results import (
    ledger_views,
    monitoring_views,
    rectification_views,
    self_evaluation_views,
    sheet_views,
    views,
)
from jiheng_web.results.payment_views import OF_EVALUATIONS, OF_SHEETS

_EVALUATION = "self-evaluations/<int:key>"

urlpatterns = [
    path("evidence/<int:key>", views.evidence, name="evidence"),
    path("ledgers", ledger_views.ledgers, name="ledgers"),
    path("ledgers/new", ledger_views.hand_in, name="ledger-hand-in"),
    path("ledgers/<int:key>", ledger_views.ledger, name="ledger"),
    path("ledgers/<int:key>/accept", ledger_views.accept, name="ledger-accept"),
    path("ledgers/<int:key>/refuse", ledger_views.refuse, name="ledger-refuse"),
    path("ledgers/<int:key>/withdraw", ledger_views.withdraw, name="ledger-withdraw"),
    path("ledgers/<int:key>/file", ledger_views.file, name="ledger-file"),
    path("monitoring", monitoring_views.rounds, name="monitoring"),
    path("monitoring/new", monitoring_views.open_round, name="monitoring-open"),
    path("monitoring/<int:key>", monitoring_views.one_round, name="monitoring-round"),
    path("monitoring/<int:key>/join", monitoring_views.join, name="monitoring-join"),
    path("sheets/<int:key>", sheet_views.sheet, name="sheet"),
    path("sheets/<int:key>/save", sheet_views.save, name="sheet-save"),
    path("sheets/<int:key>/draw", sheet_views.draw, name="sheet-draw"),
    path("sheets/<int:key>/evidence", sheet_views.evidence, name="sheet-evidence"),
    path("sheets/<int:key>/measures", sheet_views.measures, name="sheet-measures"),
    path("sheets/<int:key>/submit", sheet_views.submit, name="sheet-submit"),
    path("sheets/<int:key>/confirm", sheet_views.confirm, name="sheet-confirm"),
    path("sheets/<int:key>/return", sheet_views.send_back, name="sheet-return"),
    path("sheets/<int:key>/form.<str:file>", sheet_views.form, name="sheet-form"),
    path("sheets/<int:key>/filled", sheet_views.hand_filled, name="sheet-hand-filled"),
    path("sheets/<int:key>/filled/<int:number>", sheet_views.filled, name="sheet-filled"),
    path("sheets/<int:key>/filled/<int:number>/take", sheet_views.take_filled, name="sheet-take"),
    path("sheets/<int:key>/payments", OF_SHEETS.hand_in, name="sheet-hand-payments"),
    path("sheets/<int:key>/payments/<int:number>", OF_SHEETS.show, name="sheet-payments"),
    path("sheets/<int:key>/payments/<int:number>/take", OF_SHEETS.take, name="sheet-payments-take"),
    path("self-evaluations", self_evaluation_views.self_evaluations, name="self-evaluations"),
    path("self-evaluations/new", self_evaluation_views.begin, name="evaluation-begin"),
    path(_EVALUATION, self_evaluation_views.self_evaluation, name="self-evaluation"),
    path(f"{_EVALUATION}/save", self_evaluation_views.save, name="evaluation-save"),
    path(f"{_EVALUATION}/draw", self_evaluation_views.draw, name="evaluation-draw"),
    path(f"{_EVALUATION}/evidence", self_evaluation_views.evidence, name="evaluation-evidence"),
    path(f"{_EVALUATION}/measures", self_evaluation_views.measures, name="evaluation-measures"),
    path(f"{_EVALUATION}/sign", self_evaluation_views.sign, name="evaluation-sign"),
    path(f"{_EVALUATION}/confirm", self_evaluation_views.confirm, name="evaluation-confirm"),
    path(f"{_EVALUATION}/return", self_evaluation_views.send_back, name="evaluation-return"),
    path(f"{_EVALUATION}/rating", self_evaluation_views.rate_again, name="evaluation-rating"),
    path(f"{_EVALUATION}/form.<str:file>", self_evaluation_views.form, name="evaluation-form"),
    path(f"{_EVALUATION}/report.docx", self_evaluation_views.report, name="self-evaluation-report"),
    path(f"{_EVALUATION}/payments", OF_EVALUATIONS.hand_in, name="self-evaluation-hand-payments"),
    path(
        f"{_EVALUATION}/payments/<int:number>",
        OF_EVALUATIONS.show,
        name="self-evaluation-payments",
    ),
    path(
        f"{_EVALUATION}/payments/<int:number>/take",
        OF_EVALUATIONS.take,
        name="self-evaluation-payments-take",
    ),
    path("rectifications", rectification_views.rectifications, name="rectifications"),
    path("rectifications/new", rectification_views.open_item, name="rectification-open"),
    path("rectifications/<int:key>", rectification_views.rectification, name="rectification"),
    path(
        "rectifications/<int:key>/answer", rectification_views.answer, name="rectification-answer"
    ),
    path("rectifications/<int:key>/close", rectification_views.close, name="rectification-close"),
    path(
        "rectifications/<int:key>/reopen", rectification_views.reopen, name="rectification-reopen"
    ),
]
