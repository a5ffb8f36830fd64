"""Addresses of the interface for programs."""

from django.urls import path

from jiheng_web.api import views
from jiheng_web.api.interface import api

urlpatterns = [
    path("", views.front, name="api"),
    path("openapi.json", views.schema, name="api-schema"),
    path("docs", views.docs, name="api-docs"),
    path("", api.urls),
]
