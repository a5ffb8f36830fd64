"""The pages of the intake: handing in, watching, deciding; each kept to what a person may see."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.city import sound_table
from tests.web.test_intake import SAMPLES, as_file, handed, read_in

from jiheng.writing.official.printing import write_official
from jiheng_web.intake.models import Decision, Document, Item, JobState
from jiheng_web.intake.runner import Runner
from jiheng_web.projects.models import Project

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

    Browser = Callable[[str], Client]


def upload(city: City, client: Client, *files: tuple[str, bytes], code: str = "101") -> Any:
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    fields = {"organization": city.organizations[code].pk, "year": "2026", "files": sent}
    return client.post(reverse("hand-in"), fields, follow=True)


def words(response: Any) -> str:
    text: str = response.content.decode()
    return text


def test_a_clerk_drops_a_table_and_finds_its_projects_read(city: City, as_person: Browser) -> None:
    clerk = as_person("clerk")
    answer = upload(city, clerk, (SAMPLES[0].name, SAMPLES[0].read_bytes()))
    assert Document.objects.get().name in words(answer)
    Runner().work_once()

    shown = words(clerk.get(reverse("document", args=[Document.objects.get().pk])))
    assert Item.objects.order_by("pk")[0].name in shown


@pytest.mark.parametrize(
    ("printed", "warned"),
    [
        ("测试市民政局", True),
        ("测试市科技局", False),
        ("科技局", False),
        ("科技局本级", False),
        (None, False),
    ],
)
def test_a_document_that_another_department_prints_is_told(
    city: City,
    as_person: Browser,
    printed: str | None,
    warned: bool,
) -> None:
    document = read_in(city, as_file(sound_table(department=printed)), "a.json")

    shown = words(as_person("clerk").get(reverse("document", args=[document.pk])))

    assert ("请先核对单位" in shown) is warned


@pytest.mark.parametrize(
    ("printed", "told"),
    [(2025, ["表上印的年度是2025，上传时选的却是2026。"]), (2026, []), (None, [])],
)
def test_a_year_that_is_not_the_one_chosen_is_told(
    city: City, as_person: Browser, printed: int | None, told: list[str]
) -> None:
    table = replace(sound_table(), fiscal_year=printed)
    document = read_in(city, as_file(table), "a.json")

    shown = words(as_person("clerk").get(reverse("document", args=[document.pk])))

    assert re.findall("表上印的年度是[^。]*。", shown) == told


def test_several_files_are_handed_in_at_once(city: City, as_person: Browser) -> None:
    files = [(f"{n}.json", as_file(sound_table(n))) for n in ("甲", "乙")]
    upload(city, as_person("clerk"), *files)

    assert {one.name for one in Document.objects.all()} == {"甲.json", "乙.json"}


def test_one_file_that_is_refused_does_not_keep_the_others_out(
    city: City, as_person: Browser
) -> None:
    answer = upload(city, as_person("clerk"), ("空.txt", b""), ("甲.json", as_file(sound_table())))

    assert [one.name for one in Document.objects.all()] == ["甲.json"]
    assert "空.txt" in words(answer)


def test_a_file_too_large_is_dropped_while_it_comes_in(
    city: City, as_person: Browser, settings: object
) -> None:
    settings.LARGEST_DOCUMENT = 100_000  # type: ignore[attr-defined]
    answer = upload(city, as_person("clerk"), ("big.pdf", b"x" * 200_000))

    assert answer.status_code == 200
    assert "big.pdf" in words(answer)
    assert not Document.objects.exists()


def test_the_same_file_twice_is_told(city: City, as_person: Browser) -> None:
    clerk = as_person("clerk")
    upload(city, clerk, ("甲.json", as_file(sound_table())))
    answer = upload(city, clerk, ("乙.json", as_file(sound_table())))

    assert 'class="message warning"' in words(answer)


def test_nothing_is_handed_in_for_another_department(city: City, as_person: Browser) -> None:
    answer = upload(city, as_person("clerk"), ("甲.json", as_file(sound_table())), code="201")

    assert answer.status_code == 404
    assert not Document.objects.exists()


def test_a_form_without_a_file_says_so(city: City, as_person: Browser) -> None:
    assert upload(city, as_person("clerk")).status_code == 400


PAGES = ("document", "document-state", "document-file")


@pytest.mark.parametrize("name", PAGES)
def test_a_document_of_another_department_is_not_found(
    city: City, as_person: Browser, name: str
) -> None:
    document = read_in(city, as_file(sound_table()))

    seen = as_person("clerk").get(reverse(name, args=[document.pk]))
    if seen.streaming:
        # Read to its end, which closes the file; closing it here would close the database as well.
        list(seen)
    assert seen.status_code == 200
    assert as_person("other").get(reverse(name, args=[document.pk])).status_code == 404


@pytest.mark.parametrize("name", ["cancel", "again", "match", "accept"])
def test_nobody_acts_on_a_document_out_of_sight(city: City, as_person: Browser, name: str) -> None:
    document = read_in(city, as_file(sound_table()))

    answer = as_person("other").post(reverse(f"document-{name}", args=[document.pk]))
    assert answer.status_code == 404


def test_a_row_of_another_document_is_not_found(city: City, as_person: Browser) -> None:
    mine = read_in(city, as_file(sound_table("甲")))
    theirs = read_in(city, as_file(sound_table("乙")), who="other")
    (item,) = theirs.items.all()

    address = reverse("document-row", args=[mine.pk, item.pk])
    assert as_person("clerk").get(address).status_code == 404


def test_a_row_stands_beside_its_source_with_places_marked(city: City, as_person: Browser) -> None:
    document = read_in(city, SAMPLES[0].read_bytes(), SAMPLES[0].name)
    item = document.items.all()[0]
    shown = words(as_person("clerk").get(reverse("document-row", args=[document.pk, item.pk])))

    assert '<mark class="m-money"' in shown
    assert '<mark class="m-value"' in shown


def test_differences_are_shown_field_by_field(city: City, as_person: Browser) -> None:
    city.project(title="原来的标题")
    document = read_in(city, as_file(sound_table(title="新的标题")))
    item = document.items.get()
    shown = words(as_person("clerk").get(reverse("document-row", args=[document.pk, item.pk])))

    assert "<del>原来的标题</del>" in shown
    assert "<ins>新的标题</ins>" in shown


@pytest.mark.parametrize(
    ("decision", "projects"), [("created", 1), ("skipped", 0), ("anything", 0)]
)
def test_a_person_decides_on_a_row(
    city: City, as_person: Browser, decision: str, projects: int
) -> None:
    document = read_in(city, as_file(sound_table()))
    address = reverse("document-decide", args=[document.pk, document.items.get().pk])
    as_person("clerk").post(address, {"decision": decision})

    assert Project.objects.count() == projects
    known = decision in Decision.values
    assert document.items.get().decision == (decision if known else Decision.OPEN)


def test_an_update_of_what_changed_since_is_a_conflict(city: City, as_person: Browser) -> None:
    city.project(title="原来的标题")
    document = read_in(city, as_file(sound_table()))
    address = reverse("document-decide", args=[document.pk, document.items.get().pk])
    answer = as_person("clerk").post(address, {"decision": "updated", "base": "1.0"})

    assert answer.status_code == 409


def test_all_rows_are_accepted_with_one_click(city: City, as_person: Browser) -> None:
    document = read_in(city, as_file(sound_table("甲"), sound_table("乙")))
    as_person("clerk").post(reverse("document-accept", args=[document.pk]))

    assert Project.objects.count() == 2


def test_the_page_polls_while_a_document_is_read_and_reloads_at_the_end(
    city: City, as_person: Browser
) -> None:
    document = handed(city, as_file(sound_table()))
    address = reverse("document-state", args=[document.pk])
    waiting = as_person("clerk").get(address)
    Runner().work_once()
    done = as_person("clerk").get(address)

    assert 'hx-trigger="every 2s"' in words(waiting)
    assert "HX-Refresh" not in waiting.headers
    assert done.headers["HX-Refresh"] == "true"


def test_the_file_is_given_to_be_saved_not_opened(city: City, as_person: Browser) -> None:
    data = b"<script>alert(1)</script>"
    document = handed(city, data, "page.html")
    answer = as_person("clerk").get(reverse("document-file", args=[document.pk]))

    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == data  # type: ignore[attr-defined]


def test_words_of_a_document_are_no_markup(city: City, as_person: Browser) -> None:
    evil = "<script>alert(1)</script>"
    document = read_in(city, as_file(sound_table(evil)), f"{evil}.json")
    clerk = as_person("clerk")
    item = document.items.get()

    for address in (
        reverse("documents"),
        reverse("document", args=[document.pk]),
        reverse("document-row", args=[document.pk, item.pk]),
    ):
        assert "<script>alert" not in words(clerk.get(address))


@pytest.mark.parametrize("page", ["0" * 64, "..", "a"])
def test_a_picture_of_no_page_is_not_found(city: City, as_person: Browser, page: str) -> None:
    document = read_in(city, as_file(sound_table()))

    answer = as_person("clerk").get(f"/documents/{document.pk}/pages/{page}/1")
    assert answer.status_code == 404


def test_a_document_that_failed_can_be_read_again(city: City, as_person: Browser) -> None:
    document = read_in(city, b"%PDF-1.7 nothing", "a.pdf")
    as_person("clerk").post(reverse("document-again", args=[document.pk]))

    document.job.refresh_from_db()
    assert document.job.state == JobState.WAITING


def test_an_auditor_sees_but_is_given_nothing_to_press(city: City, as_person: Browser) -> None:
    document = read_in(city, as_file(sound_table()))
    shown = words(as_person("auditor").get(reverse("document", args=[document.pk])))

    assert reverse("document-accept", args=[document.pk]) not in shown


def test_a_row_of_a_pdf_stands_beside_pictures_of_its_pages(city: City, as_person: Browser) -> None:
    document = read_in(city, write_official([sound_table()], "declaration", "pdf"), "a.pdf")
    clerk, item = as_person("clerk"), document.items.get()
    shown = words(clerk.get(reverse("document-row", args=[document.pk, item.pk])))
    address = reverse("page-picture", args=[document.pk, document.sha256, 1])

    assert f'<image href="{address}"' in shown
    assert '<rect class="m-value"' in shown
    assert clerk.get(address).content.startswith(b"\x89PNG")
    assert as_person("other").get(address).status_code == 404
