"""What every page of results needs: who acts, whose organizations, files as answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action
from jiheng_web.access.requests import page, require, within
from jiheng_web.accounts.models import Organization
from jiheng_web.audit.acts import Actor
from jiheng_web.disclosure.forms import key_of
from jiheng_web.errors import InvalidInput, NotFound
from jiheng_web.intake import storage
from jiheng_web.intake.uploads import dropped
from jiheng_web.results.models import EvidenceFile
from jiheng_web.results.reach import Thing, path_of, visible

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.db.models import QuerySet

    from jiheng_web.access.requests import Asked

_BYTES = "application/octet-stream"


def actor_of(request: Asked) -> Actor:
    """Return the person behind a request as the actor of an act."""
    return Actor.of(request.principal, request.META.get("REMOTE_ADDR", ""))


def places(request: Asked, action: Action) -> QuerySet[Organization]:
    """Return the organizations a person may do something in."""
    return Organization.objects.filter(within(request.principal, action, "path"), is_active=True)


def place_of(request: Asked, action: Action) -> Organization:
    """Return the organization that was chosen.

    Raises:
        NotFound: There is none, or it is out of reach.
    """
    found = places(request, action).filter(pk=key_of(request.POST.get("organization", ""))).first()
    if found is None:
        raise NotFound(kind=Bilingual("机构", "organization"))
    return found


def reached(request: Asked, kind: type[Thing], key: int, action: Action) -> Thing:
    """Return a thing with which a person may do something, before anything is read.

    Raises:
        NotFound: It is out of sight.
        NotPermitted: The person's role does not do this there.
    """
    found = visible(request.principal, kind, key)
    require(request.principal, action, path_of(found))
    return found


def upload_of(request: Asked) -> UploadedFile[bytes]:
    """Return the file that was handed in.

    Raises:
        UnreadableFile: It was too large.
        InvalidInput: There is none.
    """
    for name in dropped(request):
        raise storage.too_large(storage.clean_name(name))
    found = request.FILES.get("file")
    if found is None:
        why = Bilingual("请选择要上传的文件。", "Choose a file to hand in.")
        raise InvalidInput({"file": why})
    return found


def revision_of(request: Asked) -> int:
    """Return the revision that what was filled in is based on; 0 where none is said."""
    return key_of(request.POST.get("revision", ""))


def back(request: Asked, name: str, key: int, said: str) -> HttpResponse:
    """Lead back to the page of a thing, with a word."""
    messages.success(request, said)
    return redirect(name, key)


def as_file(body: bytes, media_type: str, name: str) -> HttpResponse:
    """Answer a file to be saved."""
    response = HttpResponse(body, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return response


def kept_file(sha256: str, name: str) -> HttpResponse:
    """Answer a kept file, to be saved and not to be opened here."""
    try:
        stream = storage.path_of(sha256).open("rb")
    except OSError:
        raise NotFound(kind=Bilingual("文件", "file")) from None
    response = FileResponse(stream, as_attachment=True, filename=name, content_type=_BYTES)
    return cast("HttpResponse", response)


@page(Action.RESULT_VIEW)
def evidence(request: Asked, key: int) -> HttpResponse:
    """Give a file of evidence as it was handed in."""
    found = visible(request.principal, EvidenceFile, key)
    return kept_file(found.sha256, found.name)
