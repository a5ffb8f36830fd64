"""Addresses of evaluations, of experts' sheets, and of budget lines."""

from django.urls import path

from jiheng_web.evaluation import expert_views, ranking_views, report_views, views

_ONE = "evaluations/<int:key>"

urlpatterns = [
    path("evaluations", views.evaluations, name="evaluations"),
    path("evaluations/new", views.open_evaluation, name="evaluation-open"),
    path("evaluations/budget-lines", views.budget_lines, name="budget-lines"),
    path(_ONE, views.evaluation, name="evaluation"),
    path(f"{_ONE}/invite", views.invite, name="evaluation-invite"),
    path(f"{_ONE}/release", views.release, name="evaluation-release"),
    path(f"{_ONE}/remind", views.remind, name="evaluation-remind"),
    path(f"{_ONE}/fill-in", views.fill_in, name="evaluation-fill-in"),
    path(f"{_ONE}/combining", views.combining, name="evaluation-combining"),
    path(f"{_ONE}/close", views.close, name="evaluation-close"),
    path(f"{_ONE}/request", views.request_amount, name="evaluation-request"),
    path(f"{_ONE}/decide", views.decide, name="evaluation-decide"),
    path(f"{_ONE}/report.docx", report_views.report, name="evaluation-report"),
    path("rankings", ranking_views.rankings, name="rankings"),
    path("rankings/new", ranking_views.hand_in, name="ranking-hand-in"),
    path("rankings/templates/<str:name>.xlsx", ranking_views.template, name="ranking-template"),
    path("rankings/<int:key>", ranking_views.one_ranking, name="ranking"),
    path(
        "rankings/<int:key>/entities/<int:number>",
        ranking_views.explanation,
        name="ranking-explanation",
    ),
    path("rankings/<int:key>/sensitivity", ranking_views.sensitivity, name="ranking-sensitivity"),
    path("rankings/<int:key>/ranking.xlsx", ranking_views.workbook, name="ranking-workbook"),
    path("ratings", expert_views.sheets, name="ratings"),
    path("ratings/<int:key>", expert_views.sheet, name="rating"),
    path("ratings/<int:key>/save", expert_views.save, name="rating-save"),
    path("ratings/<int:key>/sheet.xlsx", expert_views.workbook, name="rating-workbook"),
    path("ratings/<int:key>/workbook", expert_views.hand_in, name="rating-hand-in"),
]
