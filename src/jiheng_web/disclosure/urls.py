"""Addresses of disclosures and of the public pages."""

from django.urls import path

from jiheng_web.disclosure import open_data, public, views

urlpatterns = [
    path("disclosures", views.disclosures, name="disclosures"),
    path("public", public.front, name="public"),
    path("public/list.json", open_data.listing, name="public-list"),
    path("public/<slug:slug>", public.table, name="public-table"),
    path("public/<slug:slug>/<int:position>", public.project, name="public-project"),
    path("public/<slug:slug>/data.<str:form>", open_data.data, name="public-data"),
    path("public/<slug:slug>/datapackage.json", open_data.descriptor, name="public-package"),
]
