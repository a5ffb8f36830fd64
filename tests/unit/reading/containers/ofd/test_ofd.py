"""OFD documents are read as pages of characters and lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.reading.containers.ofd.written_ofd import (
    HEAD,
    SPACE,
    OfdPage,
    line,
    page,
    path,
    table,
    text,
    written,
)

from jiheng.errors import UnreadableFile
from jiheng.pipeline import read
from jiheng.reading.containers.archives.unpacking import holds_documents
from jiheng.reading.containers.kinds import MediaType, kind_of
from jiheng.reading.containers.ofd import objects, paths, texts
from jiheng.reading.containers.ofd.document import read_ofd

if TYPE_CHECKING:
    from jiheng.model import TargetTable

HEADS = ["项目名称", "绩效目标", "一级指标", "二级指标", "三级指标", "指标值"]
PIPES = ["清淤", "清淤三公里", "产出指标", "数量指标", "清淤长度", "≥3公里"]
LAMPS = ["路灯", "装灯百盏", "产出指标", "数量指标", "路灯盏数", "≥100盏"]
WIDTHS = [30.0, 30.0, 30.0, 30.0, 30.0, 30.0]
TITLE = text(60, 20, "2026年项目支出绩效目标表")


def rows_of(data: bytes) -> list[list[str]]:
    sheet = read_ofd(data, "x.ofd").sheet
    return [[cell.text for cell in row if cell.text] for row in sheet.rows]


def tables_of(data: bytes) -> tuple[TargetTable, ...]:
    return read(data, name="x.ofd").tables


def values_of(data: bytes) -> list[tuple[str, str | None]]:
    rows = (row for each in tables_of(data) for row in each.rows)
    return [(row.name, one.annual_value) for row in rows for one in row.indicators]


SOUND = written(TITLE + table([HEADS, PIPES], WIDTHS))


def test_its_kind_is_told_by_content() -> None:
    assert kind_of(SOUND, "x.zip") is MediaType.OFD
    assert not holds_documents(SOUND)


def test_a_ruled_table_is_read() -> None:
    assert values_of(SOUND) == [("清淤", "≥3公里")]


def test_a_value_knows_its_page_and_its_box_in_points() -> None:
    (found,) = tables_of(SOUND)
    assert found.rows[0].traces["name"].span()[0].page == 1
    assert found.source is not None
    assert (found.source.pages, found.source.media_type) == (1, "application/ofd")
    box = found.rows[0].traces["name"].span()[0].box
    assert box is not None
    assert [round(edge) for edge in box] == [31, 115, 54, 126]


def test_a_table_goes_on_over_pages() -> None:
    heads, pipes, lamps = (
        [row[0], amount, *row[1:]]
        for row, amount in ((HEADS, "金额"), (PIPES, "50"), (LAMPS, "80"))
    )
    widths = [26.0] * 7
    data = written(TITLE + table([heads, pipes], widths), table([lamps], widths, top=10))
    assert values_of(data) == [("清淤", "≥3公里"), ("路灯", "≥100盏")]


def test_pages_that_speak_of_nothing_are_passed_over() -> None:
    data = written(text(20, 20, "目录"), TITLE + table([HEADS, PIPES], WIDTHS))
    assert rows_of(data)[0] == ["2026年项目支出绩效目标表"]


def test_progress_is_told_page_by_page() -> None:
    told: list[tuple[int, int]] = []
    read_ofd(written("", ""), "x", lambda done, count: told.append((done, count)))
    assert told == [(1, 2), (2, 2)]


def test_the_form_of_a_page_may_be_its_template() -> None:
    common = '<ofd:TemplatePage ID="5" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
    blank = table([HEADS, [""] * 6], WIDTHS)
    said = "".join(text(11 + 30 * at, 44, cell) for at, cell in enumerate(PIPES))
    used = OfdPage(inside=TITLE + said, before='<ofd:Template TemplateID="5" ZOrder="Background"/>')
    data = written(used, common=common, parts={"Doc_0/Tpls/Tpl_0/Content.xml": page(blank)})
    assert values_of(data) == [("清淤", "≥3公里")]


def test_a_template_that_is_not_listed_draws_nothing() -> None:
    used = OfdPage(inside=TITLE, before='<ofd:Template TemplateID="9"/>')
    assert rows_of(written(used)) == [["2026年项目支出绩效目标表"]]


def test_blocks_and_drawings_hold_objects_too() -> None:
    drawing = (
        f"{HEAD}<ofd:Res {SPACE} BaseLoc='Res'><ofd:CompositeGraphicUnits>"
        '<ofd:CompositeGraphicUnit ID="7"><ofd:Content>'
        f"{table([HEADS, PIPES], WIDTHS, left=0, top=0)}"
        "</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    )
    used = '<ofd:CompositeObject Boundary="10 30 180 40" ResourceID="7"/>'
    data = written(
        f"<ofd:PageBlock>{TITLE}</ofd:PageBlock>{used}",
        common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>",
        parts={"Doc_0/DocumentRes.xml": drawing},
    )
    assert values_of(data) == [("清淤", "≥3公里")]


@pytest.mark.parametrize("depth", [2, 40])
def test_a_drawing_within_itself_ends(depth: int) -> None:
    inner = '<ofd:CompositeObject ResourceID="7"/>' * depth
    drawing = (
        f"{HEAD}<ofd:Res {SPACE}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID='7'>"
        f"<ofd:Content>{inner}</ofd:Content></ofd:CompositeGraphicUnit>"
        "</ofd:CompositeGraphicUnits></ofd:Res>"
    )
    data = written(
        TITLE + inner + '<ofd:CompositeObject ResourceID="8"/>',
        common="<ofd:PublicRes>/Doc_0/PublicRes.xml</ofd:PublicRes>",
        parts={"Doc_0/PublicRes.xml": drawing},
    )
    if depth == 2:
        assert rows_of(data) == [["2026年项目支出绩效目标表"]]
    else:
        with pytest.raises(UnreadableFile):
            read_ofd(data, "x")


@pytest.mark.parametrize("unseen", ['Visible="false"', 'Alpha="0"'])
def test_what_is_not_to_be_seen_is_not_read(unseen: str) -> None:
    hidden = text(20, 60, "绩效指标", settings=unseen)
    assert rows_of(written(TITLE + hidden)) == [["2026年项目支出绩效目标表"]]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('<ofd:TextCode X="0" Y="4" DeltaX="4 4 4">绩效目标</ofd:TextCode>', "绩效目标"),
        ('<ofd:TextCode X="0" Y="4" DeltaX="g 2 4 4">绩效目标</ofd:TextCode>', "绩效目标"),
        (
            (
                '<ofd:TextCode X="0" Y="4" DeltaX="4">绩效</ofd:TextCode>'
                '<ofd:TextCode X="8" DeltaX="4">目标</ofd:TextCode>'
            ),
            "绩效目标",
        ),
        ('<ofd:TextCode X="0" Y="4" DeltaX="g 900000000 4">绩效目标</ofd:TextCode>', "绩效目标"),
        ('<ofd:TextCode X="0" Y="4" DeltaX="4 4 4 2 2">绩效目标50%</ofd:TextCode>', "绩效目标50%"),
        ('<ofd:TextCode X="0" Y="4" DeltaX="g 4 4">绩效 目标</ofd:TextCode>', "绩效目标"),
        ('<ofd:TextCode X="0" Y="4">绩效目标100</ofd:TextCode>', "绩效目标100"),
        ('<ofd:TextCode X="0" Y="4" DeltaX="g 3 4">\n    绩效目标\n  </ofd:TextCode>', "绩效目标"),
    ],
)
def test_each_character_stands_where_the_one_before_says(code: str, said: str) -> None:
    data = f'<ofd:TextObject Boundary="20 20 60 6" Font="2" Size="4">{code}</ofd:TextObject>'
    assert rows_of(written(data)) == [[said]]


def test_a_text_whose_way_makes_no_sense_stands_in_one_place() -> None:
    said = '<ofd:TextCode X="0" Y="4" DeltaX="x g 2">绩效目标</ofd:TextCode>'
    data = f'<ofd:TextObject Boundary="20 20 60 6" Font="2" Size="4">{said}</ofd:TextObject>'
    assert [problem.code for problem in read_ofd(written(data), "x").sheet.problems] == [
        "overprinted-text"
    ]


def test_a_vertical_text_runs_down() -> None:
    code = '<ofd:TextCode X="0" Y="4" DeltaY="g 3 5">绩效目标</ofd:TextCode>'
    data = f'<ofd:TextObject Boundary="20 20 4 30" Font="2" Size="4">{code}</ofd:TextObject>'
    assert rows_of(written(data)) == [["绩"], ["效"], ["目"], ["标"]]


@pytest.mark.parametrize("turned", ["0 1 -1 0 200 0", "-1 0 0 -1 200 280", "0 -1 1 0 0 280"])
def test_a_page_on_its_side_is_read_upright(turned: str) -> None:
    inside = TITLE + table([HEADS, PIPES], WIDTHS)
    drawing = (
        f"{HEAD}<ofd:Res {SPACE}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID='7'>"
        f"<ofd:Content>{inside}</ofd:Content></ofd:CompositeGraphicUnit>"
        "</ofd:CompositeGraphicUnits></ofd:Res>"
    )
    data = written(
        f'<ofd:CompositeObject Boundary="5 5 280 280" CTM="{turned}" ResourceID="7"/>',
        box="0 0 297 297",
        common="<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>",
        parts={"Doc_0/PublicRes.xml": drawing},
    )
    assert values_of(data) == [("清淤", "≥3公里")]


def test_slanting_text_is_a_watermark() -> None:
    mark = text(40, 60, "内部资料", 12, 'CTM="0.8 0.6 -0.6 0.8 0 0"')
    sheet = read_ofd(written(TITLE + table([HEADS, PIPES], WIDTHS) + mark), "x").sheet
    assert [problem.code for problem in sheet.problems] == ["watermark"]


def test_text_is_drawn_in_the_size_of_its_matrix() -> None:
    said = text(20, 20, "绩效目标", 1, 'CTM="4 0 0 4 0 0"')
    assert rows_of(written(said)) == [["绩效目标"]]


def test_lookalikes_are_folded() -> None:
    assert rows_of(written(text(20, 20, "绩效⽬标"))) == [["绩效目标"]]


def _framed(inside: str) -> list[list[str]]:
    """Return the rows of a table of which paths draw the frame and what parts its cells."""
    cells = "".join(text(x, y, said) for x, y, said in (
        (12, 36, "项目名称"), (62, 36, "绩效目标"), (12, 46, "清淤"), (62, 46, "清淤三公里")
    ))  # fmt: skip
    return rows_of(written(TITLE + inside + cells))[1:]


READ = [["项目名称", "绩效目标"], ["清淤", "清淤三公里"]]
PARTING = line(10, 40, 110, 40) + line(60, 30, 60, 50)


@pytest.mark.parametrize(
    "drawn",
    [
        path("M 10 30 L 110 30 L 110 50 L 10 50 C") + PARTING,
        path("S 10 30 L 110 30 L 110 50 L 10 50 L 10 30") + PARTING,
        "".join(
            path(
                f"M {x} {y} L {x + w} {y} L {x + w} {y + h} L {x} {y + h} C",
                'Stroke="false" Fill="true"',
            )
            for x, y, w, h in (
                *((10, y, 100, 0.2) for y in (30, 40, 50)),
                *((x, 30, 0.2, 20) for x in (10, 60, 110)),
            )
        ),
        path("M 10 30 L 110 30 M 10 40 L 110 40 M 10 50 L 110 50 M 10 30 L 10 50 M 60 30 L 60 50"
             " M 110 30 L 110 50"),
    ],
)  # fmt: skip
def test_lines_are_strokes_boxes_and_thin_fillings(drawn: str) -> None:
    assert _framed(drawn) == READ


@pytest.mark.parametrize(
    "other",
    [
        path("M 10 43 Q 20 43 110 43 L 110 44"),
        path("M 10 43 L 110 43", 'Alpha="0"'),
        path("M 10 43 L 110 43", 'Stroke="false"'),
        path("M 10 43 L 110 43", inside='<ofd:StrokeColor Value="255 255 255"/>'),
        path("M 10 43 L x 43"),
        path("M 10 41 L 110 41 L 110 49 L 10 49 C", 'Stroke="false" Fill="true"'),
    ],
)
def test_curves_and_what_cannot_be_seen_are_no_lines(other: str) -> None:
    frame = path("M 10 30 L 110 30 L 110 50 L 10 50 C") + PARTING
    assert _framed(frame + other) == READ


def test_resources_that_are_missing_list_nothing() -> None:
    common = "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
    assert values_of(written(TITLE + table([HEADS, PIPES], WIDTHS), common=common))


def test_a_document_that_names_no_place_for_its_resources_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        read_ofd(written("", common="<ofd:PublicRes> </ofd:PublicRes>"), "x")


def test_annotations_and_other_objects_are_passed_over() -> None:
    assert rows_of(written(TITLE + "<ofd:VideoObject/><!-- 无 -->")) == [
        ["2026年项目支出绩效目标表"]
    ]


def test_a_path_of_endless_steps_is_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "MAX_SEGMENTS", 4)
    frame = path("M 10 30 L 110 30 L 110 50 L 10 50 C M 10 43 L 110 43")
    assert _framed(frame + PARTING) == READ


def test_coloured_cells_without_lines_are_a_table() -> None:
    cells = "".join(
        path(
            f"M {x} {y} L {x + 50} {y} L {x + 50} {y + 10} L {x} {y + 10} C",
            'Stroke="false" Fill="true"',
            '<ofd:FillColor Value="230 240 230"/>',
        )
        for y in (30, 40, 50)
        for x in (10, 60)
    )
    said = "".join(
        text(x, y, words)
        for x, y, words in (
            *((12, 36, "项目名称"), (62, 36, "绩效目标"), (12, 46, "清淤"), (62, 46, "清淤三公里")),
            *((12, 56, "路灯"), (62, 56, "装灯百盏")),
        )
    )
    assert rows_of(written(TITLE + cells + said))[1:] == [*READ, ["路灯", "装灯百盏"]]


def test_a_page_says_its_own_paper() -> None:
    area = "<ofd:Area><ofd:PhysicalBox>10 10 297 210</ofd:PhysicalBox></ofd:Area>"
    data = written(OfdPage(inside=TITLE + table([HEADS, PIPES], WIDTHS), before=area))
    (found,) = tables_of(data)
    box = found.rows[0].traces["name"].span()[0].box
    assert box is not None
    assert [round(edge) for edge in box] == [3, 87, 26, 98]


@pytest.mark.parametrize("box", ["", "0 0 0 0", "0 0 nan 3", "0 0 1e300 297", "a"])
def test_a_document_without_a_size_is_on_a4(box: str) -> None:
    assert values_of(written(TITLE + table([HEADS, PIPES], WIDTHS), box=box))


def test_a_damaged_page_is_told_and_the_others_are_read() -> None:
    sound = TITLE + table([HEADS, PIPES], WIDTHS)
    data = written(sound, sound, parts={"Doc_0/Pages/Page_0/Content.xml": "<ofd:Page"})
    result = read(data, name="x.ofd")
    assert [problem.code for problem in result.tables[0].problems] == ["damaged-page"]
    assert len(result.tables) == 1


@pytest.mark.parametrize(
    "parts",
    [
        {"OFD.xml": f"<a {SPACE}><ofd:DocBody/></a>"},
        {"OFD.xml": f"<a {SPACE}><ofd:DocBody><ofd:DocRoot>a</ofd:DocRoot></ofd:DocBody></a>"},
        {"Doc_0/Document.xml": "x"},
        {"Encryptions.xml": "<a/>"},
    ],
)  # fmt: skip
def test_what_is_damaged_or_encrypted_is_refused(parts: dict[str, str | bytes]) -> None:
    with pytest.raises(UnreadableFile):
        read_ofd(written("", parts=parts), "x")


def test_more_objects_than_any_page_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(objects, "MAX_OBJECTS", 3)
    with pytest.raises(UnreadableFile):
        read_ofd(SOUND, "x")


def test_more_characters_than_any_page_has_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "MAX_CHARACTERS", 10)
    monkeypatch.setattr("jiheng.reading.containers.ofd.document.MAX_CHARACTERS", 10)
    sheet = read_ofd(written(text(20, 20, "绩效目标" * 4)), "x").sheet
    assert [problem.code for problem in sheet.problems] == ["overfull-page"]
    assert rows_of(written(text(20, 20, "绩效目标" * 4))) == [["绩效目标绩效目标绩效"]]
