"""Addresses of the intake."""

from django.urls import path

from jiheng_web.intake import views

urlpatterns = [path("documents", views.documents, name="documents")]
