"""Documents are handed in, read in the background and accepted by a person."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.web.city import sound_table

from jiheng.errors import UnreadableFile
from jiheng.pipeline import read
from jiheng.writing import json as json_form
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.audit.chain import prove
from jiheng_web.audit.models import Record
from jiheng_web.errors import InvalidInput, NotFound, NotPermitted, StaleRevision, WrongState
from jiheng_web.flow import commands as flow
from jiheng_web.intake import accepting, commands
from jiheng_web.intake.models import Decision, Document, Item, JobState
from jiheng_web.intake.runner import Runner
from jiheng_web.intake.storage import clean_name, path_of
from jiheng_web.projects.content import table_of, text_of
from jiheng_web.projects.models import Project

if TYPE_CHECKING:
    from tests.web.city import City

    from jiheng.model import TargetTable

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))


def handed(city: City, data: bytes, name: str = "a.txt", who: str = "clerk") -> Document:
    code = {"clerk": "101", "other": "201"}[who]
    place = city.organizations[code]
    stream = io.BytesIO(data)
    found = commands.hand_in(city.principal(who), city.actor(who), place, 2026, name, stream)
    return found.document


def read_in(city: City, data: bytes, name: str = "a.txt", who: str = "clerk") -> Document:
    document = handed(city, data, name, who)
    while Runner().work_once():
        pass
    return commands.visible(city.principal(who), document.pk)


def as_file(*tables: TargetTable) -> bytes:
    return json_form.write(tables)


def accept_all(city: City, document: Document, who: str = "clerk") -> accepting.Tally:
    bases = {
        item.pk: accepting.base_of(item.match.newest)
        for item in document.items.exclude(match=None)
        if item.match
    }
    return accepting.accept_all(city.principal(who), city.actor(who), document.pk, bases)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_project_of_a_published_table_is_stored_as_it_is_read(
    city: City, sample: Path
) -> None:
    data = sample.read_bytes()
    document = read_in(city, data, sample.name)
    accept_all(city, document)

    rows = [row for table in read(data, name=sample.name).tables for _, row in table.projects()]
    items = document.items.select_related("version")
    stored = [table_of(item.version.content).rows[0] for item in items if item.version]
    assert rows
    assert stored == rows


def test_what_is_stored_has_the_unit_of_money_and_the_year_of_its_source(city: City) -> None:
    document = read_in(city, SAMPLES[0].read_bytes(), SAMPLES[0].name)
    accept_all(city, document)

    (table, *_) = read(SAMPLES[0].read_bytes(), name=SAMPLES[0].name).tables
    version = Project.objects.all()[0].newest
    assert table_of(version.content).money_unit == table.money_unit
    assert version.project.fiscal_year == (table.fiscal_year or 2026)


def test_reading_is_one_act_of_the_program(city: City) -> None:
    document = handed(city, as_file(sound_table()))
    before = Record.objects.count()
    Runner().work_once()

    (record,) = Record.objects.order_by("sequence")[before:]
    assert (record.act, record.actor_name) == ("document.read", "jiheng")
    assert record.subject_id == str(document.pk)
    assert prove().broken is None


def test_the_bytes_are_kept_by_their_hash(city: City) -> None:
    data = as_file(sound_table())
    document = handed(city, data)

    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert path_of(document.sha256).read_bytes() == data


def test_the_same_bytes_twice_are_one_document(city: City) -> None:
    data = as_file(sound_table())
    first, again = handed(city, data), handed(city, data, "copy.txt")

    assert first == again
    assert Document.objects.count() == 1


def test_an_empty_file_is_refused_and_nothing_is_left(city: City, documents: Path) -> None:
    with pytest.raises(UnreadableFile):
        handed(city, b"")

    assert not Document.objects.exists()
    assert [path for path in documents.rglob("*") if path.is_file()] == []


def test_a_file_too_large_is_refused_and_nothing_is_left(
    city: City, documents: Path, settings: object
) -> None:
    settings.LARGEST_DOCUMENT = 10  # type: ignore[attr-defined]
    with pytest.raises(UnreadableFile, match="larger than"):
        handed(city, b"x" * 11)

    assert not Document.objects.exists()
    assert [path for path in documents.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\表.xlsx", "表.xlsx"),
        ("=HYPERLINK(1).xlsx", "HYPERLINK(1).xlsx"),
        ("a\u202efdp.exe\x00\n.pdf", "afdp.exe.pdf"),
        ("＝－=1+1.xlsx", "1+1.xlsx"),
        ("..", "未命名文件"),
        ("", "未命名文件"),
        ("长" * 300 + ".pdf", "长" * 115 + "….pdf"),
    ],
)
def test_a_name_is_cleaned_for_people_to_see(name: str, shown: str) -> None:
    assert clean_name(name) == shown


HOSTILE = (
    ("notes.pdf", b"%PDF-1.7 nothing that follows"),
    ("table.xlsx", b"PK\x03\x04 no archive at all"),
    ("table.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
    ("picture.png", b"\x89PNG\r\n\x1a\nno picture"),
    ("a.rar", b"Rar!\x1a\x07\x00"),
)


@pytest.mark.parametrize(("name", "data"), HOSTILE)
def test_a_document_that_cannot_be_read_says_why_and_gives_no_rows(
    city: City, name: str, data: bytes
) -> None:
    document = read_in(city, data, name)

    assert document.job.state == JobState.FAILED
    message = json.loads(document.job.message)
    assert message["zh"]
    assert message["en"]
    assert not document.items.exists()


def test_a_wrong_suffix_does_not_matter(city: City) -> None:
    document = read_in(city, SAMPLES[0].read_bytes(), "table.xlsx")

    assert document.job.state == JobState.DONE
    assert document.items.exists()


def test_a_document_without_tables_says_so(city: City) -> None:
    document = read_in(city, "今天天气很好。\n".encode())

    assert document.job.state == JobState.DONE
    assert json.loads(document.job.problems)


def test_an_archive_gives_the_rows_of_every_document_in_it(city: City) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("甲.json", as_file(sound_table("甲")))
        archive.writestr("乙/乙.json", as_file(sound_table("乙")))
        archive.writestr("bad.pdf", b"%PDF-1.7")
    document = read_in(city, packed.getvalue(), "all.zip")

    assert [item.name for item in document.items.all()] == ["甲", "乙"]
    assert json.loads(document.job.problems)[0]["code"] == "unreadable-member"


def test_one_entry_that_cannot_be_unpacked_does_not_spoil_an_archive(city: City) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("甲.json", as_file(sound_table("甲")))
        archive.writestr("large.txt", b"\0" * 33 * 1024**2)
        archive.writestr("乙.json", as_file(sound_table("乙")))
    document = read_in(city, packed.getvalue(), "all.zip")

    assert [item.name for item in document.items.all()] == ["甲", "乙"]
    (problem,) = json.loads(document.job.problems)
    assert problem["code"] == "unreadable-member"
    assert "32 MB" in problem["message"]


def test_a_row_is_matched_with_the_project_it_is_of(city: City) -> None:
    project = city.project(name="智慧科普项目")
    document = read_in(city, as_file(sound_table("智慧科普项目"), sound_table("另一件事")))

    assert [item.match for item in document.items.all()] == [project, None]


def test_a_row_goes_to_the_organization_it_names(city: City) -> None:
    place = city.organizations["100"]
    table = sound_table(department="科技馆")
    with pytest.raises(NotPermitted):
        commands.hand_in(
            city.principal("clerk"), city.actor("clerk"), place, 2026, "a", io.BytesIO(b"x")
        )
    with act(PROGRAM, "test"):
        city.people["clerk"].memberships.update(organization=place)
    principal, actor = city.principal("clerk"), city.actor("clerk")
    handed = commands.hand_in(principal, actor, place, 2026, "a", io.BytesIO(as_file(table)))
    Runner().work_once()

    (item,) = handed.document.items.all()
    assert item.organization == city.organizations["102"]


def test_nothing_is_written_to_a_project_before_a_person_accepts(city: City) -> None:
    project = city.project()
    read_in(city, as_file(sound_table(title="新的标题")))

    assert project.newest.revision == 1


def test_accepting_updates_the_draft_and_keeps_the_trail(city: City) -> None:
    project = city.project()
    document = read_in(city, as_file(sound_table(title="新的标题")))
    (item,) = document.items.all()
    version = accepting.update_from(
        city.principal("clerk"), city.actor("clerk"), item.pk, accepting.base_of(project.newest)
    )

    item.refresh_from_db()
    assert table_of(version.content).title == "新的标题"
    assert (item.decision, item.version, version.revision) == (Decision.UPDATED, version, 2)


def test_accepting_what_was_compared_with_something_older_is_refused(city: City) -> None:
    project = city.project()
    document = read_in(city, as_file(sound_table(title="新的标题")))
    (item,) = document.items.all()
    base = accepting.base_of(project.newest)
    who = city.principal("clerk2"), city.actor("clerk2")
    flow.save(*who, project.pk, sound_table(title="别人的标题"), revision=1)

    with pytest.raises(StaleRevision):
        accepting.update_from(city.principal("clerk"), city.actor("clerk"), item.pk, base)
    item.refresh_from_db()
    assert item.decision == Decision.OPEN
    assert table_of(project.newest.content).title == "别人的标题"


def test_an_approved_project_is_not_updated(city: City) -> None:
    project = city.approved(city.project())
    before = project.newest.content
    document = read_in(city, as_file(sound_table(title="新的标题")))
    (item,) = document.items.all()

    with pytest.raises(WrongState):
        accepting.update_from(
            city.principal("clerk"), city.actor("clerk"), item.pk, accepting.base_of(project.newest)
        )
    assert project.newest.content == before


def test_a_row_is_decided_once(city: City) -> None:
    document = read_in(city, as_file(sound_table()))
    (item,) = document.items.all()
    accepting.skip(city.principal("clerk"), city.actor("clerk"), item.pk)

    with pytest.raises(WrongState):
        accepting.create_from(city.principal("clerk"), city.actor("clerk"), item.pk)
    assert not Project.objects.exists()


def test_accepting_all_leaves_what_needs_a_second_look(city: City) -> None:
    city.project(name="科技创新券兑现")
    changed = city.project(name="智慧科普项目")
    same = city.project(name="一字不差")
    city.approved(city.project(name="已经批复"))
    tables = (
        sound_table("科技创新券兑现费"),
        sound_table("智慧科普项目", title="新的标题"),
        table_of(same.newest.content),
        sound_table("已经批复", title="新的标题"),
        sound_table("全新的项目"),
    )
    tally = accept_all(city, read_in(city, as_file(*tables)))

    assert tally == accepting.Tally(created=1, updated=1, unchanged=1, left=2)
    assert changed.newest.revision == 2
    assert same.newest.revision == 1


def test_accepting_all_twice_makes_nothing_twice(city: City) -> None:
    document = read_in(city, as_file(sound_table()))
    accept_all(city, document)

    assert accept_all(city, document) == accepting.Tally()
    assert Project.objects.count() == 1


def test_a_project_made_meanwhile_is_not_made_again(city: City) -> None:
    document = read_in(city, as_file(sound_table()))
    city.project()

    assert accept_all(city, document) == accepting.Tally(left=1)
    assert Project.objects.count() == 1


def test_matching_again_finds_what_was_made_meanwhile(city: City) -> None:
    document = read_in(city, as_file(sound_table()))
    project = city.project()
    accepting.rematch(city.principal("clerk"), city.actor("clerk"), document.pk)

    assert [item.match for item in document.items.all()] == [project]


def test_a_name_too_long_for_a_project_is_refused_with_words(city: City) -> None:
    document = read_in(city, as_file(sound_table("长" * 301)))
    (item,) = document.items.all()

    with pytest.raises(InvalidInput):
        accepting.create_from(city.principal("clerk"), city.actor("clerk"), item.pk)


def test_a_document_of_another_department_does_not_exist(city: City) -> None:
    document = read_in(city, as_file(sound_table()), who="other")
    (item,) = document.items.all()
    who = city.principal("clerk"), city.actor("clerk")

    for deed in (commands.cancel, commands.read_again, accepting.rematch):
        with pytest.raises(NotFound):
            deed(*who, document.pk)
    for decide in (accepting.create_from, accepting.skip):
        with pytest.raises(NotFound):
            decide(*who, item.pk)


def test_an_auditor_accepts_nothing(city: City) -> None:
    document = read_in(city, as_file(sound_table()))
    (item,) = document.items.all()

    with pytest.raises(NotPermitted):
        accepting.skip(city.principal("auditor"), city.actor("auditor"), item.pk)
    assert Item.objects.get().decision == Decision.OPEN


def test_places_are_no_part_of_what_is_stored(city: City) -> None:
    accept_all(city, read_in(city, SAMPLES[0].read_bytes(), SAMPLES[0].name))
    content = Project.objects.all()[0].newest.content

    assert '"spans"' not in content
    assert text_of(table_of(content)) == content


def test_an_archive_that_unpacks_to_too_much_is_refused_with_words(city: City) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"\0" * 33 * 1024**2)
    document = read_in(city, packed.getvalue(), "bomb.zip")

    assert document.job.state == JobState.FAILED
    assert "32 MB" in json.loads(document.job.message)["zh"]
    assert not document.items.exists()


def test_a_workbook_that_unpacks_to_too_much_is_refused_with_words(city: City) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 300 * 1024**2)
    document = read_in(city, packed.getvalue(), "bomb.xlsx")

    assert document.job.state == JobState.FAILED
    assert json.loads(document.job.message)["zh"]
