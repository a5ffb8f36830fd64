"""CAS 2.0 and 3.0: a ticket comes back with the person, and the service says whose it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from lxml import etree

from jiheng_web.accounts.sso.outward import ask
from jiheng_web.errors import SignOnRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng_web.accounts.sso.configuration import Service
    from jiheng_web.accounts.sso.pending import Begun

_TICKET = re.compile(r"ST-[\x21-\x7e]{1,512}")
_NAMES = "{http://www.yale.edu/tp/cas}"


def entrance(service: Service, begun: Begun) -> str:
    """Return the address at which the service asks who the person is."""
    return f"{service.issuer}/login?{urlencode({'service': _back(begun)})}"


def name_of(service: Service, begun: Begun, said: Mapping[str, str]) -> str:
    """Return what the service calls the person who comes back with a ticket.

    Raises:
        SignOnRefused: The service did not give this ticket for this login.
        SignOnUnavailable: It does not answer.
    """
    ticket = said.get("ticket", "")
    if not _TICKET.fullmatch(ticket):
        raise SignOnRefused(why="ticket")
    query = urlencode({"service": _back(begun), "ticket": ticket})
    answer = ask(f"{service.issuer}/serviceValidate?{query}", headers={"Accept": "text/xml"})
    answer.raise_for_status()
    return _user(answer.body)


def _back(begun: Begun) -> str:
    # CAS knows no state of its own: it stands in the address that a ticket is given for.
    return f"{begun.back}?{urlencode({'state': begun.state})}"


def _user(said: bytes) -> str:
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(said, parser)
    except etree.XMLSyntaxError:
        raise SignOnRefused(why="answer") from None
    if root.getroottree().docinfo.internalDTD is not None or root.tag != f"{_NAMES}serviceResponse":
        raise SignOnRefused(why="answer")
    children = [one.tag for one in root]
    users = root.findall(f"{_NAMES}authenticationSuccess/{_NAMES}user")
    if children != [f"{_NAMES}authenticationSuccess"] or len(users) != 1:
        raise SignOnRefused(why="ticket")
    # Text beside a comment or an entity would be a part of the name only.
    if len(users[0]) or not (name := (users[0].text or "").strip()):
        raise SignOnRefused(why="answer")
    return name
