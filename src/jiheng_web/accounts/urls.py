"""Addresses of logging in, accounts, organizations and people."""

from django.urls import path

from jiheng_web.accounts import organization_views, people_views, views
from jiheng_web.accounts.sso import views as sign_on

urlpatterns = [
    path("login", views.login, name="login"),
    path("login/code", views.code, name="login_code"),
    path("login/app", views.app, name="login_app"),
    path("login/app.svg", views.app_picture, name="login_app_picture"),
    path("login/oidc", sign_on.begin, {"kind": "oidc"}, name="begin_oidc"),
    path("login/oidc/back", sign_on.end, {"kind": "oidc"}, name="end_oidc"),
    path("login/cas", sign_on.begin, {"kind": "cas"}, name="begin_cas"),
    path("login/cas/back", sign_on.end, {"kind": "cas"}, name="end_cas"),
    path("logout", views.logout, name="logout"),
    path("account", views.account, name="account"),
    path("account/password", views.password, name="password"),
    path("account/tokens", views.make_token, name="make_token"),
    path("account/tokens/<int:key>/revoke", views.revoke_token, name="revoke_token"),
    path("language", views.language, name="language"),
    path("organizations", organization_views.organizations, name="organizations"),
    path("organizations/add", organization_views.add, name="add_organization"),
    path("organizations/template.xlsx", organization_views.template, name="organization_template"),
    path("organizations/import", organization_views.read_list, name="import_organizations"),
    path("organizations/accept", organization_views.accept_list, name="accept_organizations"),
    path("organizations/<int:key>", organization_views.organization, name="organization"),
    path("organizations/<int:key>/rename", organization_views.rename, name="rename_organization"),
    path(
        "organizations/<int:key>/active",
        organization_views.set_active,
        name="activate_organization",
    ),
    path("people", people_views.people, name="people"),
    path("people/add", people_views.add, name="add_person"),
    path("people/<int:key>", people_views.person, name="person"),
    path("people/<int:key>/change", people_views.change, name="change_person"),
    path("people/<int:key>/active", people_views.set_active, name="activate_person"),
    path("people/<int:key>/password", people_views.reset_password, name="reset_password"),
    path("people/<int:key>/unlock", people_views.unlock, name="unlock_person"),
    path("people/<int:key>/app", people_views.forget_app, name="forget_app"),
    path("people/<int:key>/sign-on", sign_on.bind, name="bind_sign_on"),
    path("people/<int:key>/roles", people_views.grant, name="grant_role"),
    path("people/<int:key>/roles/<int:membership>/revoke", people_views.revoke, name="revoke_role"),
]
