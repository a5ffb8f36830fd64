"""Fields of a Word document that keep no text of their own: equations, and old form fields."""

from __future__ import annotations

import pytest
from tests.unit.reading.containers.word.test_docx import body, texts

from jiheng.reading.containers.word.field_codes import equation


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (r"eq \f(2,3)", "2/3"),
        (r" EQ \F(2;3)", "2/3"),
        (r"eq \o\ac(○,12)", "⑫"),
        (r"eq \o\ac(○,21)", "(21)"),
        (r"eq \o\ac(○,甲)", "○甲"),
        (r"eq \o(a,b)", "ab"),
        (r"eq \r(3,8)", "√8"),
        (r"eq 10\s\up6(4)", "10⁴"),
        (r"eq CO\s\do6(2)", "CO₂"),
        (r"eq \b(1+\f(1,2))", "(1+1/2)"),
        (r"eq \s(甲)", "甲"),
        (r"eq 3)", "3)"),
        (r"eq \f(2,3", "2/3"),
        (r"eq 5\\%", r"5\\%"),
        ("eq " + r"\b(" * 20 + "1", "(" * 20 + "1" + ")" * 8),
        ("PAGE", ""),
        ("", ""),
    ],
)
def test_an_equation_shows_what_its_code_says(code: str, shown: str) -> None:
    assert equation(code) == shown


def field(code: str, *shown: str, data: str = "") -> str:
    """Return a field: its beginning, its code, and what it shows if it keeps that."""
    runs = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in code.split("|"))
    kept = "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in shown)
    parted = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{kept}' if shown else ""
    begins = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    return f'{begins}{runs}{parted}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def entries(*lists: str) -> str:
    return "".join(f'<w:listEntry w:val="{entry}"/>' for entry in lists)


def choice(chosen: str) -> str:
    return f"<w:ffData><w:ddList>{chosen}{entries('≥90%', '≥95%')}</w:ddList></w:ffData>"


def box(said: str) -> str:
    return f"<w:ffData><w:checkBox><w:sizeAuto/>{said}</w:checkBox></w:ffData>"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        (field(r"eq \o\ac(|○|,2)"), "②"),
        (field("PAGE", "3"), "3"),
        (field(r"IF 1 " + "|", field(r"eq \f(1,2)"), "甲"), "甲"),
        (field("FORMDROPDOWN", data=choice('<w:result w:val="1"/>')), "≥95%"),
        (field("FORMDROPDOWN", data=choice('<w:default w:val="1"/>')), "≥95%"),
        (field("FORMDROPDOWN", data=choice("")), "≥90%"),
        (field("FORMDROPDOWN", data=choice('<w:result w:val="x"/>')), "≥90%"),
        (field("FORMDROPDOWN", data=choice('<w:result w:val="9"/>')), ""),
        (field("FORMCHECKBOX", data=box('<w:default w:val="0"/><w:checked/>')), "☑"),
        (field("FORMCHECKBOX", data=box('<w:default w:val="0"/>')), "☐"),
        (field("FORMCHECKBOX", data=box("")), "☐"),
        (field("FORMTEXT", "5人", data="<w:ffData><w:textInput/></w:ffData>"), "5人"),
        ('<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""),
        ('<w:r><w:fldChar w:fldCharType="separate"/></w:r>', ""),
    ],
)
def test_fields_show_what_word_does(said: str, read: str) -> None:
    shown = f"<w:p><w:r><w:t>值</w:t></w:r>{said}</w:p>"
    assert texts(body(shown)) == [[f"值{read}"]]
