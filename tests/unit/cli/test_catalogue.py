from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from tools.cli_catalogue import MO, SOURCES, compiled, messages, translated

if TYPE_CHECKING:
    from babel.messages.catalog import Message

_PLACE_HOLDER = re.compile(r"{(\w+)")


def _forms(texts: object) -> list[str]:
    """Return a text, or a text of several numbers, as a list."""
    listed = texts if isinstance(texts, tuple | list) else [texts]
    return [str(text or "") for text in listed]


def _names(text: str) -> set[str]:
    return set(_PLACE_HOLDER.findall(text))


def _place_holders_agree(message: Message) -> bool:
    originals = [_names(text) for text in _forms(message.id)]
    needed, allowed = set.intersection(*originals), set.union(*originals)
    return all(needed <= _names(text) <= allowed for text in _forms(message.string))


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    assert MO.read_bytes() == compiled(translated())


def test_every_message_of_the_program_and_of_click_is_translated() -> None:
    known = translated()
    missing = [
        (place, message)
        for message, place in messages()
        if not (entry := known.get(_forms(message)[0])) or not all(_forms(entry.string))
    ]
    assert missing == []


def test_no_message_hides_in_an_f_string_where_extraction_cannot_see_it() -> None:
    hidden = [
        f"{path.name}:{node.lineno}"
        for path in SOURCES.rglob("*.py")
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for node in ast.walk(string)
        if isinstance(node, ast.Name) and node.id in {"_", "ngettext"}
    ]
    assert hidden == []


def test_no_translation_loses_or_invents_a_place_holder() -> None:
    assert [message.id for message in translated() if not _place_holders_agree(message)] == []
