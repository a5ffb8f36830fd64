"""Addresses of the audit trail."""

from django.urls import path

from jiheng_web.audit import views

urlpatterns = [
    path("audit", views.trail, name="audit"),
    path("audit/export.csv", views.export, {"form": "csv"}, name="audit_csv"),
    path("audit/export.jsonl", views.export, {"form": "jsonl"}, name="audit_jsonl"),
    path("audit/prove", views.prove, name="audit_prove"),
]
