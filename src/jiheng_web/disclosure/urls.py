"""Addresses of disclosures and of the public pages."""

from django.urls import path

from jiheng_web.disclosure import open_data, public, views

urlpatterns = [
    path("disclosures", views.disclosures, name="disclosures"),
    path("disclosures/new", views.new, name="disclosure-new"),
    path("disclosures/<int:key>", views.disclosure, name="disclosure"),
    path("disclosures/<int:key>/set", views.choose, name="disclosure-set"),
    path("disclosures/<int:key>/head", views.describe, name="disclosure-head"),
    path("disclosures/<int:key>/omit", views.omit, name="disclosure-omit"),
    path("disclosures/<int:key>/check", views.examine, name="disclosure-check"),
    path("disclosures/<int:key>/sign", views.sign, name="disclosure-sign"),
    path("disclosures/<int:key>/publish", views.publish, name="disclosure-publish"),
    path("disclosures/<int:key>/withdraw", views.withdraw, name="disclosure-withdraw"),
    path("disclosures/<int:key>/correct", views.correct, name="disclosure-correct"),
    path("public", public.front, name="public"),
    path("public/list.json", open_data.listing, name="public-list"),
    path("public/<slug:slug>", public.table, name="public-table"),
    path("public/<slug:slug>/<int:position>", public.project, name="public-project"),
    path("public/<slug:slug>/data.<str:form>", open_data.data, name="public-data"),
    path("public/<slug:slug>/datapackage.json", open_data.descriptor, name="public-package"),
]
