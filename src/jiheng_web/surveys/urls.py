"""Addresses of the surveys."""

from django.urls import path

from jiheng_web.surveys import answer_views

urlpatterns = [
    path("s/<str:token>", answer_views.answer, name="answer"),
    path("s/open/<str:token>", answer_views.answer_open, name="answer-open"),
    path("s/thanks/<str:what>", answer_views.thanks, name="answer-thanks"),
]
