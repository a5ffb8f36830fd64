"""Addresses of logging in, accounts, organizations and people."""

from django.urls import path

from jiheng_web.accounts import views

urlpatterns = [
    path("login", views.login, name="login"),
    path("logout", views.logout, name="logout"),
    path("account", views.account, name="account"),
    path("account/password", views.password, name="password"),
    path("language", views.language, name="language"),
    path("organizations", views.organizations, name="organizations"),
    path("people", views.people, name="people"),
]
