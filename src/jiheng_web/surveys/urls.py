"""Addresses of the surveys."""

from django.urls import path

from jiheng_web.surveys import (
    answer_views,
    link_views,
    result_views,
    round_views,
    sheet_views,
    views,
)

_ROUND = "survey-rounds/<int:key>"

urlpatterns = [
    path("s/<str:token>", answer_views.answer, name="answer"),
    path("s/<str:token>/workbook.xlsx", sheet_views.workbook, name="answer-workbook"),
    path("s/<str:token>/workbook", sheet_views.hand_in, name="answer-hand-in"),
    path("s/open/<str:token>", answer_views.answer_open, name="answer-open"),
    path("s/thanks/<str:what>", answer_views.thanks, name="answer-thanks"),
    path("surveys", views.surveys, name="surveys"),
    path("surveys/new", views.new, name="survey-new"),
    path("surveys/<int:key>", views.survey, name="survey"),
    path("surveys/<int:key>/next", views.next_round, name="survey-next"),
    path("surveys/<int:key>/bind", views.bind, name="survey-bind"),
    path(_ROUND, round_views.show, name="survey-round"),
    path(f"{_ROUND}/preview", round_views.preview, name="survey-preview"),
    path(f"{_ROUND}/questions", round_views.questions, name="survey-questions"),
    path(f"{_ROUND}/xlsform", round_views.xlsform, name="survey-xlsform"),
    path(f"{_ROUND}/terms", round_views.terms, name="survey-terms"),
    path(f"{_ROUND}/move", round_views.move, name="survey-move"),
    path(f"{_ROUND}/links", link_views.issue, name="survey-links"),
    path(f"{_ROUND}/reminders", link_views.reminders, name="survey-reminders"),
    path(f"{_ROUND}/renew", link_views.renew, name="survey-renew"),
    path(f"{_ROUND}/proof", round_views.proof, name="survey-proof"),
    path(f"{_ROUND}/results", result_views.show, name="survey-results"),
    path(f"{_ROUND}/cleaning", result_views.cleaning, name="survey-cleaning"),
    path(f"{_ROUND}/decide", result_views.decide, name="survey-decide"),
    path(f"{_ROUND}/export/<str:form>", result_views.export, name="survey-export"),
    path(f"{_ROUND}/offline", result_views.offline, name="survey-offline"),
    path(f"{_ROUND}/workbook.xlsx", result_views.workbook, name="survey-workbook"),
]
