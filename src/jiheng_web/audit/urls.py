"""Addresses of the audit trail."""

from django.urls import path

from jiheng_web.audit import views

urlpatterns = [path("audit", views.trail, name="audit")]
