"""The wall chart (挂图作战): one line a project, months across, what was announced first, what stands now, what was reached.

Drawn on the server as SVG: it prints sharp on A3, needs no script, and every mark has its words in the table beneath.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from dukou.kit.charts import FONTS, INK, INK_SOFT, RIVER, RIVER_LIGHT, RULE, SHEET, VERMILION
from dukou.kit.core.labels import Label
from dukou.projects.core.dates import DateLine
from dukou.projects.queries.lists import ListedProject

_LEFT, _TOP, _ROW, _WIDTH, _FOOT = 230.0, 46.0, 30.0, 1180.0, 34.0
_HOLLOW = {"fill": SHEET, "stroke": INK_SOFT, "stroke-width": "1.5"}
_NAME = 15  # signs of a project's name that find room


@dataclass(frozen=True, slots=True)
class WallLine:
    """One project on the wall: its line of the list, and its ledger."""

    project: ListedProject
    dates: tuple[DateLine, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """The months that the chart covers."""

    begins: date
    ends: date

    def x(self, day: date) -> float:
        """Where a day stands, held within the chart."""
        share = (day - self.begins).days / max((self.ends - self.begins).days, 1)
        return _LEFT + min(max(share, 0.0), 1.0) * (_WIDTH - _LEFT - 12)

    @property
    def months(self) -> list[date]:
        """The first day of every month."""
        found, day = [], self.begins
        while day <= self.ends:
            found.append(day)
            day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        return found


def span_of(lines: Sequence[WallLine], today: date) -> Span:
    """From the first day of the ledger to the last, at least a quarter around today, whole months."""
    days = [day for line in lines for each in line.dates for day in (each.reached, each.first, each.standing) if day]
    first, last = min([*days, today - timedelta(days=45)]), max([*days, today + timedelta(days=45)])
    return Span(first.replace(day=1), (last.replace(day=1) + timedelta(days=32)).replace(day=1))


def wall(lines: Sequence[WallLine], today: date) -> SafeString:
    """The drawing."""
    span, height = span_of(lines, today), _TOP + _ROW * len(lines) + _FOOT
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_WIDTH:g} {height:g}",
            "role": "group",
            "aria-labelledby": "wall-title",
            "font-family": FONTS,
            "fill": INK,
        },
    )
    SubElement(root, "title", {"id": "wall-title"}).text = str(Label("项目挂图：各项目的日期", "Wall chart: the dates of each project"))
    _months(root, span, height)
    for place, line in enumerate(lines):
        _project(root, line, span, _TOP + place * _ROW, today)
    x = span.x(today)
    _line(root, x, _TOP - 10, x, height - _FOOT, VERMILION)
    _words(root, str(Label("今天", "today")), x + 4, _TOP - 12, 11, VERMILION)
    _legend(root, height - 12)
    return mark_safe(ElementTree.tostring(root, encoding="unicode"))


def _months(root: Element, span: Span, height: float) -> None:
    every = max(len(span.months) // 16 + 1, 1)
    for number, day in enumerate(span.months):
        x = span.x(day)
        _line(root, x, _TOP - 4, x, height - _FOOT, RULE)
        if number % every == 0 and x < _WIDTH - 60:  # its words would run out of the sheet
            _words(root, f"{day:%Y-%m}", x + 2, 18, 11, INK_SOFT)


def _project(root: Element, line: WallLine, span: Span, y: float, today: date) -> None:
    middle = y + _ROW / 2
    name = line.project.name if len(line.project.name) <= _NAME else line.project.name[: _NAME - 1] + "…"
    link = SubElement(root, "a", {"href": reverse("projects:project", args=[line.project.key])})
    _words(link, name, 4, middle + 1, 13, RIVER)
    _words(root, f"{line.project.stage} · {line.project.light.label}", 4, middle + 13, 10, INK_SOFT)
    _line(root, 0, y + _ROW, _WIDTH, y + _ROW, RULE)
    reached = [each.reached for each in line.dates if each.reached]
    ahead = [each.standing for each in line.dates if each.standing and not each.reached]
    if reached:
        _bar(root, span.x(min(reached)), span.x(today), middle, RIVER)
    if ahead:
        _bar(root, span.x(today), span.x(max(ahead)), middle, RIVER_LIGHT)
    for each in line.dates:
        _marks(root, each, span, middle)


def _marks(root: Element, line: DateLine, span: Span, middle: float) -> None:
    """A hollow ring where it was first announced, a diamond where it stands, a full dot where it was reached."""
    name = str(line.stage.name)
    if line.first and line.first != (line.reached or line.standing):
        ring = {
            "cx": f"{span.x(line.first):.1f}",
            "cy": f"{middle:.1f}",
            "r": "4.5",
            "fill": SHEET,
            "stroke": INK_SOFT,
            "stroke-width": "1.5",
        }
        SubElement(SubElement(root, "circle", ring), "title").text = f"{name} {line.first}"
    if line.reached:
        dot = {"cx": f"{span.x(line.reached):.1f}", "cy": f"{middle:.1f}", "r": "5", "fill": INK}
        SubElement(SubElement(root, "circle", dot), "title").text = f"{name} {line.reached}"
    elif line.standing:
        x = span.x(line.standing)
        late = line.first is not None and line.standing > line.first
        points = f"{x:.1f},{middle - 6:.1f} {x + 6:.1f},{middle:.1f} {x:.1f},{middle + 6:.1f} {x - 6:.1f},{middle:.1f}"
        mark = SubElement(root, "polygon", {"points": points, "fill": VERMILION if late else RIVER})
        SubElement(mark, "title").text = f"{name} {line.standing}"
        _words(root, name[:4], x + 8, middle + 4, 10, INK_SOFT)


def _legend(root: Element, y: float) -> None:
    x = _LEFT
    told = (
        ("dot", Label("已到的阶段", "stage reached")),
        ("ring", Label("最初公布", "announced first")),
        ("diamond", Label("现在的日期", "as it stands")),
        ("late", Label("现在的日期，已推迟", "as it stands, later than first announced")),
    )
    for kind, label in told:
        if kind in ("dot", "ring"):
            face = {"fill": INK} if kind == "dot" else _HOLLOW
            SubElement(root, "circle", {"cx": f"{x:g}", "cy": f"{y - 4:g}", "r": "4.5", **face})
        else:
            points = f"{x:g},{y - 10:g} {x + 6:g},{y - 4:g} {x:g},{y + 2:g} {x - 6:g},{y - 4:g}"
            SubElement(root, "polygon", {"points": points, "fill": VERMILION if kind == "late" else RIVER})
        _words(root, str(label), x + 10, y, 11, INK_SOFT)
        x += 60 + 8.5 * len(str(label)) if str(label).isascii() else 40 + 13 * len(str(label))


def _bar(root: Element, begins: float, ends: float, middle: float, fill: str) -> None:
    place = {"x": f"{begins:.1f}", "y": f"{middle - 3:.1f}", "width": f"{max(ends - begins, 0.0):.1f}", "height": "6"}
    SubElement(root, "rect", {**place, "fill": fill, "opacity": ".45"})


def _line(root: Element, x1: float, y1: float, x2: float, y2: float, stroke: str) -> None:
    ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
    SubElement(root, "line", {**ends, "stroke": stroke, "stroke-width": "1"})


def _words(root: Element, text: str, x: float, y: float, size: float, fill: str) -> None:
    SubElement(root, "text", {"x": f"{x:.1f}", "y": f"{y:.1f}", "font-size": f"{size:g}", "fill": fill}).text = text
