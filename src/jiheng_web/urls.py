"""Every address, part by part."""

from django.urls import URLPattern, URLResolver, include, path

_PARTS = (
    *("accounts", "desk", "editor", "flow", "intake"),
    *("disclosure", "surveys", "results", "evaluation", "audit"),
)

urlpatterns: list[URLPattern | URLResolver] = [
    *(path("", include(f"jiheng_web.{part}.urls")) for part in _PARTS),
    path("api/", include("jiheng_web.api.urls")),
]
handler400 = "jiheng_web.failures.bad_request"
handler404 = "jiheng_web.failures.not_found"
handler500 = "jiheng_web.failures.defect"
