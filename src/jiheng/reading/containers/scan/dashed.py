"""Rules made of dashes or dots, drawn whole before anything looks for text or rules.

Detection takes a row of dashes for text, hundreds of dots for as many lines of it; and what is not
seen as a rule parts no cells. Dashes of a rule are thin, lie behind each other as far apart as
ever, and the rule meets others that cross it: a row of dots behind a heading of contents does not.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.scan.paper import Mask, Picture

_DARK = 190
_THIN = 2.5  # the thickest dash, in points
_SHORTEST = 0.5  # how long a dot is at least, of the thickness of its rule
_APART = 8.0  # widest gap between dashes, in points: another rule may cross there
_CLOSE = 4.5  # and of most gaps
_ASIDE = 0.4  # how far from a dash the next one lies sideways, in points
_BESIDE = (0, -1, 1)  # rows of dots in which the next dash may lie
_FEWEST = 6  # dashes of a rule behind each other, or twice as many in pieces
_SEVERAL = 3  # so many in its line are of it, whatever their lengths
_EVEN = 0.25  # how far gaps differ, of the usual one
_LIGHTER = 0.5  # gaps are at most so dark as dashes
_MOST = 0.6  # share of gaps that are alike: rules cross in others
_CROSSING = 2  # rules that cross or end a rule
_WHOLE = 24.0  # a rule that may do so is no shorter, in points
_AROUND = 6  # so many dashes before and behind one tell where its rule lies
_FRINGE = 2  # dots beside a dash that are neither ink of it nor white
_WHITE = 255


class _Dash(NamedTuple):
    """A thin piece of ink: from where to where it goes, its middle sideways, how thick it is."""

    start: int
    stop: int
    at: float
    thick: int


class _Span(NamedTuple):
    """A rule: where it lies, from where to where it goes."""

    at: float
    start: float
    stop: float


def drawn_whole(grey: Picture, scale: float) -> Picture:
    """Return a straight page with the gaps of dashed and dotted rules closed.

    Args:
        grey: Clean and straight.
        scale: Dots a point.
    """
    ink = np.asarray(cv2.threshold(grey, _DARK, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)
    _, _, found, _ = cv2.connectedComponentsWithStats(ink)
    left, top, across, down = found[1:, :4].T
    level = _rules(np.stack([left, top, across, down]), scale)
    upright = _rules(np.stack([top, left, down, across]), scale)
    if not (level or upright):
        return grey
    whole = grey.copy()
    wanted: list[tuple[Picture, list[_Dash], int]] = []
    ways = ((level, upright, ink, whole), (upright, level, ink.T, whole.T))
    for rules, others, dots, picture in ways:
        crossing = [_span(row) for rule in others for row in rule]
        crossing += _solid(dots.T, scale)
        for rule in rules:
            if not all(_is_parted(picture, row) for row in rule):
                continue
            if _crossings([_span(row) for row in rule], crossing, scale) >= _CROSSING:
                wanted += [(picture, row, _taken_out(picture, dots, row)) for row in rule]
    for picture, row, dark in wanted:
        _draw(picture, row, dark)
    return whole


def _rules(boxes: np.ndarray[Any, Any], scale: float) -> list[list[list[_Dash]]]:
    """Return what may be dashed rules of one direction, each in rows of dashes without wide gaps.

    Args:
        boxes: Starts, sides, lengths and thicknesses of all ink that hangs together.
        scale: Dots a point.
    """
    thin = (boxes[3] <= max(3.0, _THIN * scale)) & (boxes[2] >= _SHORTEST * boxes[3])
    few = boxes[:, thin]
    rows: list[list[_Dash]] = []
    last: dict[int, list[_Dash]] = {}
    for start, side, length, thick in few[:, np.argsort(few[0], kind="stable")].T.tolist():
        dash = _Dash(start, start + length, side + thick / 2, thick)
        near = (last.get(side + thick // 2 + aside) for aside in _BESIDE)
        row = next((each for each in near if each and _goes_on(each[-1], dash, scale)), None)
        if row is None:
            rows.append(row := [])
        row.append(dash)
        last[side + thick // 2] = row
    even = sorted((row for row in rows if _is_even(row, scale)), key=lambda row: _span(row).at)
    rules: list[list[list[_Dash]]] = []
    for row in even:
        if rules and _span(row).at - _span(rules[-1][-1]).at <= max(1.0, _ASIDE * scale):
            rules[-1].append(row)
        else:
            rules.append([row])
    return [[row for row in rule if _is_of(row, rule)] for rule in rules if _is_long(rule)]


def _is_long(rule: Sequence[Sequence[_Dash]]) -> bool:
    several = [len(row) for row in rule if len(row) >= _SEVERAL]
    return max(several, default=0) >= _FEWEST or sum(several) >= 2 * _FEWEST


def _is_of(row: Sequence[_Dash], rule: Sequence[Sequence[_Dash]]) -> bool:
    """Tell the rest of a rule in a low row or narrow column from strokes that lie in its line."""
    if len(row) >= _SEVERAL:
        return True
    longest = max(rule, key=len)
    known = {other.start - one.stop for one, other in pairwise(longest)}
    lengths = [dash.stop - dash.start for dash in longest]
    gap = row[1].start - row[0].stop
    return min(known) - 1 <= gap <= float(np.median(list(known))) + 1 and all(
        min(lengths) - 1 <= dash.stop - dash.start <= max(lengths) + 1 for dash in row
    )


def _goes_on(one: _Dash, other: _Dash, scale: float) -> bool:
    return (
        0 < other.start - one.stop <= _APART * scale
        and abs(other.at - one.at) <= max(1.0, _ASIDE * scale)
        and abs(other.thick - one.thick) <= max(1.0, _ASIDE * scale)
    )


def _is_even(row: Sequence[_Dash], scale: float) -> bool:
    """Tell dashes of a rule from strokes and grain in line: most are equally far apart."""
    if len(row) == 1:
        return False
    gaps = np.array([other.start - one.stop for one, other in pairwise(row)])
    usual = float(np.median(gaps))
    alike = np.abs(gaps - usual) <= max(1.0, _EVEN * usual)
    return usual <= _CLOSE * scale and float(np.mean(alike)) >= _MOST


def _is_parted(picture: Picture, row: Sequence[_Dash]) -> bool:
    """Tell dashes from the darker grains of a grey rule: between those it is hardly lighter."""
    dashes = [_darkness(picture, dash, dash.start, dash.stop) for dash in row]
    gaps = [_darkness(picture, one, one.stop, other.start) for one, other in pairwise(row)]
    return float(np.median(gaps)) <= _LIGHTER * float(np.median(dashes))


def _darkness(picture: Picture, dash: _Dash, start: int, stop: int) -> float:
    """Return how dark the middle of a stretch is, in line with a dash."""
    return _WHITE - float(picture[int(dash.at), (start + stop) // 2])


def _span(row: Sequence[_Dash]) -> _Span:
    return _Span(float(np.median([dash.at for dash in row])), row[0].start, row[-1].stop)


def _solid(ink: Mask, scale: float) -> list[_Span]:
    """Return solid lines along the rows of a page."""
    least = np.ones((1, round(_WHOLE * scale)), np.uint8)
    opened = cv2.morphologyEx(np.ascontiguousarray(ink), cv2.MORPH_OPEN, least)
    _, _, found, centres = cv2.connectedComponentsWithStats(opened)
    return [
        _Span(at, start, start + length)
        for (start, _, length, _, _), (_, at) in zip(
            found[1:].tolist(), centres[1:].tolist(), strict=True
        )
    ]


def _crossings(rows: Sequence[_Span], others: Sequence[_Span], scale: float) -> int:
    """Count the rules that cross a dashed one, or end it."""
    near = _APART * scale
    return len(
        {
            round(other.at / near)
            for other in others
            for row in rows
            if other.stop - other.start >= _WHOLE * scale
            and row.start - near <= other.at <= row.stop + near
            and other.start - near <= row.at <= other.stop + near
        }
    )


def _taken_out(picture: Picture, ink: Mask, row: Sequence[_Dash]) -> int:
    """Clear a page of the dashes of a rule and what is beside them; return how dark they were."""
    dark = np.median([picture[int(dash.at), dash.start : dash.stop].mean() for dash in row])
    for dash in row:
        top = round(dash.at - dash.thick / 2)
        picture[top : top + dash.thick, dash.start : dash.stop] = _WHITE
    for one, other in pairwise(row):
        reach = one.thick + _FRINGE
        beside = slice(max(0, int(one.at) - reach), int(one.at) + reach + 1)
        along = slice(max(0, one.start - _FRINGE), other.stop + _FRINGE)
        picture[beside, along][ink[beside, along] == 0] = _WHITE
    return round(float(dark))


def _draw(picture: Picture, row: Sequence[_Dash], dark: int) -> None:
    """Draw one even line along the dashes of a rule."""
    thick = round(float(np.median([dash.thick for dash in row])))
    tops = np.round(_smooth([dash.at for dash in row]) - thick / 2).astype(int).tolist()
    for (one, other), top in zip(pairwise(row), tops, strict=False):
        within = picture[max(0, top) : top + thick, one.start : other.stop]
        np.minimum(within, dark, out=within)


def _smooth(places: Sequence[float]) -> np.ndarray[Any, Any]:
    """Take the mean of each place and those around it."""
    around = np.pad(np.asarray(places), _AROUND, mode="edge")
    return np.convolve(around, np.full(2 * _AROUND + 1, 1 / (2 * _AROUND + 1)), "valid")
