"""Addresses of disclosures and of the public pages."""

from django.urls import path

from jiheng_web.disclosure import public, views

urlpatterns = [
    path("disclosures", views.disclosures, name="disclosures"),
    path("public", public.front, name="public"),
]
