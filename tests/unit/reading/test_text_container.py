from __future__ import annotations

import pytest

from jiheng.errors import UnreadableFile
from jiheng.reading.containers.cells.sheet import Grid
from jiheng.reading.containers.texts.limits import MAX_COLUMNS, MAX_ROWS
from jiheng.reading.containers.texts.text import read_text


def rows(text: str) -> list[list[str]]:
    return [[cell.text for cell in row] for row in read_text(text.encode(), "x").rows]


def test_tabs_part_cells() -> None:
    assert rows("甲\t\t丙") == [["甲", "", "丙"]]


def test_a_line_of_prose_is_a_row_of_one_cell() -> None:
    assert rows("部门名称：某局") == [["部门名称：某局"]]


def test_white_space_goes_but_between_latin_words() -> None:
    assert rows("信 息 化\t72, 239. 50\tSmart  City 展") == [
        ["信息化", "72,239.50", "Smart City展"]
    ]


def test_tags_go_and_comparators_stay() -> None:
    assert rows("<p>投诉<0次</p>\t<b>5%</b>以上") == [["投诉<0次", "5%以上"]]


def test_entities_are_decoded() -> None:
    assert rows("R&amp;D&nbsp;占比\t&gt;95%\t&#8805;5") == [["R&D占比", ">95%", "≥5"]]


def test_rules_of_dashes_are_no_rows() -> None:
    assert rows("------\t--\t--\n-----\n甲\t乙") == [["甲", "乙"]]


def test_markdown_tables_are_read_with_escaped_bars() -> None:
    text = "| 名称 | 值 |\n|:---|---:|\n| 甲\\|乙 | 5\\% |\n"
    assert rows(text) == [["名称", "值"], ["甲|乙", "5%"]]


def test_a_backslash_is_markup_in_markdown_only() -> None:
    assert rows("甲\\&lt;乙\t**丙**") == [["甲\\<乙", "**丙**"]]


def test_heading_marks_are_no_text() -> None:
    assert rows("## 绩效目标表") == [["绩效目标表"]]


def test_html_tables_may_run_over_lines() -> None:
    text = "<table>\n<tr><td>甲\n子</td><td>乙</td></tr>\n</table>后文"
    assert rows(text) == [["甲子", "乙"], ["后文"]]


def test_merged_cells_stand_at_their_first_place() -> None:
    text = (
        "<table><tr><td rowspan=2>甲</td><td colspan='2'>乙</td></tr>"
        "<tr><td>丙</td><td>丁</td></tr></table>"
    )
    assert rows(text) == [["甲", "乙", ""], ["", "丙", "丁"]]


def test_a_cell_over_nought_rows_goes_down_to_the_end() -> None:
    text = "<table><tr><td rowspan=0>甲<td>乙<tr><td>丙<tr><td>丁</table>"
    assert rows(text) == [["甲", "乙"], ["", "丙"], ["", "丁"]]
    assert read_text(text.encode(), "x").merges == {(0, 0): (3, 1)}


def test_tables_among_prose_are_told_with_their_merged_cells() -> None:
    sheet = read_text(
        "甲\n<table><tr><td rowspan=4>产出<td colspan=9>乙<tr><tr><td>丙<tr><td><td>丁</table>"
        "<table></table>\n戊".encode(),
        "x",
    )
    assert [len(row) for row in sheet.rows] == [1, 10, 2, 3, 1]
    assert sheet.grids == (Grid(1, 4),)
    assert sheet.merges == {(1, 0): (3, 1), (1, 1): (1, 9)}


def test_the_caption_of_a_table_is_its_first_row() -> None:
    text = "<table><caption>表一</caption><tr><td>甲<td>乙<tr><td> <b></b></table>"
    assert rows(text) == [["表一"], ["甲", "乙"]]


def test_tables_are_not_told_where_rows_of_tabs_stand_beside_them() -> None:
    assert read_text("甲\t乙\n<table><tr><td>丙</table>".encode(), "x").grids == ()


def test_a_table_of_one_column_within_a_cell_is_text_of_the_cell() -> None:
    text = "<table><tr><td>甲<table><tr><td>乙</td></tr></table>丙</td><td>丁</td></tr></table>"
    assert rows(text) == [["甲乙丙", "丁"]]


def test_a_table_that_places_others_on_a_page_gives_those_and_its_lines() -> None:
    text = (
        "<table><tr><td>首页<td>公开</tr><tr><td>栏<b>目</b></td><td><p>标题<br>年度</p><p></p><table>"
        "<tr><td>表名</table><table><tr><td>甲<td>乙<table><tr><td>丙<td>丁</table></table></table>后"
    )
    sheet = read_text(text.encode(), "x")
    assert rows(text) == [
        *(
            ["首页", "公开"],
            ["栏目"],
            ["标题"],
            ["年度"],
            ["表名"],
            ["甲"],
            ["乙"],
            ["丙", "丁"],
            ["后"],
        )
    ]
    assert sheet.grids == (Grid(0, 1), Grid(7, 8))


def test_a_list_within_a_cell_of_a_form_is_rows_of_the_form() -> None:
    text = (
        "<table><tr><td>名称<td>甲</tr><tr><td>单位<td>乙<table><tr><td>子</table>"
        "<tr><td>部门<td>丙</tr>"
        "<tr><td rowspan=2>指标<td>如下<table><td><td></table><table><tr><td>一级<td>值\n"
        "<tr><td>产出<td>5<tr><td>质量<td></table>"
        "<tr><td>备注</table>"
    )
    assert rows(text) == [
        *(["名称", "甲", ""], ["单位", "乙子", ""], ["部门", "丙", ""]),
        *(
            ["指标", "如下", ""],
            ["", "一级", "值"],
            ["", "产出", "5"],
            ["", "质量", ""],
            ["", "备注", ""],
        ),
    ]
    assert read_text(text.encode(), "x").merges[3, 0] == (5, 1)


def test_lists_within_cells_that_would_take_too_many_places_are_prose() -> None:
    own = "<tr><td>甲<td>乙" * 3
    wide = "<table>" + "<tr>" + "<td>1" * 250 + "</table>"
    tall = "<table>" + "<tr><td>1<td>2" * 300 + "</table>"
    text = f"<table>{own}<tr>{f'<td>{wide}' * 20}<tr><td>{tall}</table>"
    assert read_text(text.encode(), "x").grids == ()


def test_remarks_of_office_programs_are_not_text() -> None:
    text = (
        "<!--[if gte mso 9]><xml>\n<w:View>Normal</w:View>\n</xml><![endif]-->前<o:p></o:p>"
        "<table><tr><td><![if !x]>甲<![endif]><!--[if x]><td>乙</td>\n<![endif]--><td>丙-->"
    )
    assert rows(text) == [["前"], ["甲", "丙-->"]]


def test_style_and_script_are_not_text() -> None:
    assert rows("<style>\np {color: red}\n</style><p>正文</p>") == [["正文"]]


def test_an_unclosed_table_keeps_its_cells() -> None:
    assert rows("<table><tr><td>甲<td>乙") == [["甲", "乙"]]


def test_huge_spans_stay_small() -> None:
    text = "<table>" + "<tr><td rowspan=9999 colspan=9999>x</td></tr>" * 3 + "</table>"
    assert all(len(row) <= 1000 for row in rows(text))


def test_places_count_lines_and_characters() -> None:
    sheet = read_text("前言\r\n甲\t <b>乙</b>丙".encode(), "x")
    (place,) = sheet.rows[1][1].span()
    assert (place.line, place.start, place.end) == (2, 6, 12)


def test_a_form_feed_moves_no_line_number() -> None:
    sheet = read_text("甲\f乙\n丙".encode(), "x")
    assert [row[0].span()[0].line for row in sheet.rows] == [1, 1, 2]


def test_more_columns_than_any_table_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="columns"):
        read_text(("甲\t" * (MAX_COLUMNS + 1)).encode(), "x")


def test_bytes_of_no_character_are_reported_at_their_line() -> None:
    sheet = read_text("项目\n指标".encode() + b"\xff\xfe" + "值\n".encode(), "x")
    assert [(p.code, p.span[0].line) for p in sheet.problems] == [("undecodable-bytes", 2)]


def test_a_nul_within_a_value_is_reported_at_its_line() -> None:
    sheet = read_text("项目\n指\x00标".encode(), "x")
    assert [(p.code, p.span[0].line) for p in sheet.problems] == [("undecodable-bytes", 2)]


def test_markdown_with_tags_is_still_a_table() -> None:
    assert rows("| 甲<br>乙 | 投诉\\<0次 |\n") == [["甲乙", "投诉<0次"]]


def test_a_markdown_row_need_not_be_closed() -> None:
    assert rows("| 甲 | 乙\n") == [["甲", "乙"]]


def test_a_rule_after_markup_is_no_row() -> None:
    assert rows("<p>甲</p>-----") == [["甲"]]


def test_blank_markdown_rows_are_no_rows() -> None:
    assert rows("|  |  |\n| 甲 |\n") == [["甲"]]


def test_text_of_a_table_outside_its_cells_is_kept() -> None:
    assert rows("<table>题<tr><td>甲</td></tr></table>") == [["题"], ["甲"]]


def test_a_cell_without_row_opens_one() -> None:
    assert rows("<table><td>甲</td></table>") == [["甲"]]


def test_cells_beyond_the_limit_join_the_last() -> None:
    row = "".join(f"<td>{n % 10}</td>" for n in range(300))
    (found,) = rows(f"<table><tr>{row}</tr></table>")
    assert (len(found), "".join(found)) == (256, "".join(str(n % 10) for n in range(300)))


def test_rows_that_hang_without_end_are_let_go() -> None:
    hanging = "<tr>" + "<td rowspan=1000>甲</td>" * 256 + "</tr>"
    text = "<table>" + (hanging + "<tr>" * 999) * 5 + "<tr><td>末</td></tr></table>"
    assert rows(text)[-1][-1] == "末"


def test_an_empty_row_of_a_table_is_no_row() -> None:
    assert rows("<table><tr><td></td></tr><tr><td>甲</td></tr></table>") == [["甲"]]


def test_more_rows_than_any_table_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="rows"):
        read_text(b"a\n" * (MAX_ROWS + 1), "x")


def table(*cells: str, row: str = "<tr>") -> str:
    return f"<table>{row}{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></table>"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("10<sup>-4</sup>吨", "10⁻⁴吨"),
        ("10<sup>\n4</sup>", "10⁴"),
        ("CO<sub>2</sub>", "CO₂"),
        ("m<sup>&#50;</sup>", "m²"),
        ("m<sup/>2", "m2"),
        ('m<span style="vertical-align: super">2</span>2', "m²2"),
        ("<span style='font-family:Symbol;mso-char-type:symbol'>³</span>35条", "≥35条"),
        ("<span style='mso-symbol-font-family:Symbol'>£</span>35", "≤35"),
        ('<FONT face="Symbol">&#179;</FONT>3个', "≥3个"),
        ("<font face=宋体>m³</font>", "m³"),
        ("<span style='font-family:Wingdings'>þ</span>新增", "☑新增"),
        ("<span style='font-family:Symbol'>PM2.5£甲ÿ</span>", "PM2.5≤甲ÿ"),
        ("<span style='mso-ascii-font-family:Symbol'>³</span>", "³"),
        ("<ins>90%</ins></sup><sup>甲</sup>", "90%甲"),
        ("<script>var a = '<td>' < 1;</script>甲<style>\n.x{}\n</style>", "甲"),
        ("<sup>第 1</sup>", "第¹"),
    ],
)
def test_a_cell_of_a_page_says_what_is_seen(said: str, shown: str) -> None:
    assert rows(table(said)) == [[shown]]


@pytest.mark.parametrize(
    "said",
    [
        "<del>8<b>0</b>&nbsp;%</del>90%",
        "<s>8</s><strike>0%</strike>90%",
        '<p style="text-decoration:line-through">80%</p>90%',
    ],
)
def test_what_is_struck_out_is_told_and_no_value(said: str) -> None:
    found = read_text(table(said).encode(), "x")
    assert found.rows[0][0].text == "90%"
    (problem,) = found.problems
    assert problem.code == "struck-out"


@pytest.mark.parametrize(
    "mark", ["①", "[1]", "&#9312;", "<a href='#n'>[12]</a>", "[1]</sup><sup>[2]", "注1", "*"]
)
def test_the_raised_mark_of_a_note_is_told_and_no_value(mark: str) -> None:
    found = read_text(table(f"90%<sup>{mark}</sup>").encode(), "x")
    assert found.rows[0][0].text == "90%"
    assert [problem.code for problem in found.problems] == ["note-mark"]


def test_two_cells_struck_out_are_told_apart() -> None:
    found = read_text(table("甲", "<s>1</s>", "<s>2</s>").encode(), "x")
    assert [problem.excerpt for problem in found.problems] == ["1", "2"]


def test_prose_may_be_struck_out_and_its_stars_too() -> None:
    found = read_text(r"| 甲 | <s>**1\.** 2</s> | 3 |".encode(), "x.md")
    assert [cell.text for cell in found.rows[0]] == ["甲", "", "3"]
    assert [problem.code for problem in found.problems] == ["struck-out"]


@pytest.mark.parametrize(
    "said",
    [
        table("甲", row='<tr style="display: none">'),
        table("甲", row="<tr hidden>"),
        table("甲", row="<tbody hidden><tr>"),
        "<table hidden><tr><td>甲</td></tr></table>",
        "<table><tr><td style='visibility:hidden'>甲</table>",
        table("<span hidden=''>甲</span>"),
    ],
)
def test_what_a_page_hides_is_read_and_told(said: str) -> None:
    found = read_text(said.encode(), "x")
    assert found.rows[0][0].text == "甲"
    assert [problem.code for problem in found.problems] == ["hidden-text"]


@pytest.mark.parametrize(
    ("said", "lost"),
    [
        ("甲<script type=a>\n\n<p>乙</p>\n丙", "乙"),
        ("甲<!-- 乙\n丙", "乙"),
        ("<table><tr><td>甲<style>乙</table>", "乙"),
        ("<table><tr><td>甲<table><tr><td><!--\n乙", "乙"),
        ("甲<script>乙</script>", None),
        ("<table><tr><td>甲<!--\n乙--></table>", None),
        ("甲<script>\n</body>", None),
    ],
)
def test_what_never_ends_and_hides_the_rest_is_told(said: str, lost: str | None) -> None:
    found = read_text(said.encode(), "x")
    assert [cell.text for row in found.rows for cell in row if cell] == ["甲"]
    told = [(each.code, each.severity, each.excerpt) for each in found.problems]
    assert told == ([("hidden-text", "warning", lost)] if lost else [])


def test_what_is_hidden_amid_what_is_seen_is_told_and_not_read() -> None:
    said = "≥<i style='display:none'>9</i>48<b hidden>旧</b>处"
    found = read_text(table(said, "<b hidden>乙</b>").encode(), "x")
    assert [cell.text for cell in found.rows[0]] == ["≥48处", "乙"]
    assert [(each.code, each.excerpt) for each in found.problems] == [
        ("hidden-text", "乙"),
        ("hidden-text", "9"),
    ]


@pytest.mark.parametrize(
    "row", ['<tr class="hidden">', "<tr><!-- hidden -->", "<tr hidden></tr><tr>"]
)
def test_what_only_speaks_of_hiding_is_seen(row: str) -> None:
    assert not read_text(table("甲", row=row).encode(), "x").problems


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("目标<script>alert(1)</script>", "目标alert(1)"),
        ("目标<script>alert(2)", "目标alert(2)"),
        ("目标<!-- 注", "目标<!--注"),
    ],
)
def test_markup_that_hides_leaves_a_row_of_markdown_whole(cell: str, said: str) -> None:
    found = read_text(f"| 甲 | {cell} | 乙 |\n| 丙 | 丁 | 戊 |".encode(), "x")
    assert [[one.text for one in row] for row in found.rows] == [
        ["甲", said, "乙"],
        ["丙", "丁", "戊"],
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"<table><tr>{'<td>甲' * 1_001}", "1000 columns"),
        (f"<table>{'<tr><td colspan=1000>甲' * 8_000}</table>", "2000000 cells"),
        (f"1,2\n{'甲,' * 1_001}", "1000 columns"),
    ],
    ids=["cells of a row", "places of spans", "values of a line"],
)
def test_a_table_wider_than_any_form_is_refused(text: str, reason: str) -> None:
    with pytest.raises(UnreadableFile) as fault:
        read_text(text.encode(), "x.csv")
    assert reason in fault.value.reason.en


def test_a_line_may_end_in_many_commas() -> None:
    assert len(read_text(f"甲,乙\n丙,丁{',' * 2_000}\n".encode(), "x.csv").rows) == 2


def test_signs_of_tags_without_a_tag_are_text() -> None:
    (found,) = read_text(b"a<<<<b><<c", "x").rows
    assert found[0].text == "a<<<<<c"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("<dl><dt>项目名称</dt><dd>水厂</dd><dt>年度</dt>\n<dd>2026</dd></dl>",
         [["项目名称", "水厂"], ["年度", "2026"]]),
        ("<dl><dt>目标</dt><dd>甲</dd><dd>乙</dd></dl>丙", [["目标", "甲"], ["乙"], ["丙"]]),
        ("<dl><dt>指标</dt><table><td>甲<td>乙</table>", [["指标"], ["甲", "乙"]]),
        ("<dl><dt>甲</dt><dt>乙</dt></dl>", [["甲"], ["乙"]]),
        ("<dt>甲</dt>", [["甲"]]),
    ],
)  # fmt: skip
def test_what_a_page_says_of_a_term_stands_beside_it(said: str, shown: list[list[str]]) -> None:
    assert rows(said) == shown


@pytest.mark.parametrize("tag", ["article", "center", "legend", "li", "header"])
def test_a_page_begins_a_new_line_with_some_tags(tag: str) -> None:
    assert rows(f"甲<{tag}>乙</{tag}>丙") == [["甲"], ["乙"], ["丙"]]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<p>2026年项目\n绩效<b>目标</b>表</p>", [["2026年项目绩效目标表"]]),
        ("<p>甲\n\n<span>乙\n丙</span>丁<p>戊", [["甲乙丙丁"], ["戊"]]),
        ("甲<!-- x\ny -->乙", [["甲乙"]]),
        ("<p>甲\n</p><p>\n乙</p>", [["甲"], ["乙"]]),
        ("\t<p>甲</p>\t<p>乙\t丙</p>", [["甲"], ["乙丙"]]),
        ("甲\n<table><tr><td>1<td>2</table>\n乙", [["甲"], ["1", "2"], ["乙"]]),
        ("<pre>\n甲\n乙\t丙\n</pre>丁\n戊", [["甲"], ["乙", "丙"], ["丁戊"]]),
        ("甲\n| 1 | 2 |\n乙", [["甲"], ["1", "2"], ["乙"]]),
        ("甲\n<dl><dt>乙\n<dd>丙\n</dl>丁", [["甲"], ["乙", "丙"], ["丁"]]),
    ],
)
def test_prose_of_a_page_goes_on_over_lines_up_to_a_tag(body: str, said: list[list[str]]) -> None:
    assert rows(f"<html><body>\n{body}\n</body></html>") == said


def test_lines_of_a_text_with_tags_are_lines() -> None:
    assert rows("甲<b>乙</b>\n丙") == [["甲乙"], ["丙"]]


@pytest.mark.parametrize(
    "tag", ["time", "q", "ruby", "data", "abbr", "output", "bdi", "noscript", "my-value"]
)
def test_a_tag_amid_a_value_is_none_of_it(tag: str) -> None:
    page = f"<table><tr><td>指标值</td><td><{tag} title='x'>3座</{tag}>以上</td></tr></table>"
    (row,) = read_text(page.encode(), "x.html").rows
    assert [cell.text for cell in row] == ["指标值", "3座以上"]


def test_what_is_less_than_a_number_or_a_letter_is_no_tag() -> None:
    page = "<table><tr><td>事故</td><td><3次</td><td><A类</td></tr></table>"
    (row,) = read_text(page.encode(), "x.html").rows
    assert [cell.text for cell in row] == ["事故", "<3次", "<A类"]


def test_marks_without_width_are_no_part_of_what_a_page_says() -> None:
    found = read_text(table("9&#8203;5&shy;%", "1&#x200b;00").encode(), "x")
    assert [cell.text for cell in found.rows[0]] == ["95%", "100"]
