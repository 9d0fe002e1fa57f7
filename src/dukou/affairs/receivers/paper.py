"""A message on paper: the form as the unit's people read it, as a PDF. The font is one that every reader of PDF files has for Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from io import BytesIO
from types import ModuleType
from typing import Any
from xml.sax.saxutils import escape

from dukou.affairs.core.kinds import OutgoingKind, Way
from dukou.kit.core.labels import Label

_FONT = "STSong-Light"
_WIDTHS = (150, 330)  # points of the two columns
Row = tuple[str, str]


def form_as_pdf(payload: Mapping[str, Any]) -> bytes:
    """The form: of which application and matter, the fields with their units, the materials, what else is told."""
    platypus, sizes = _lab("platypus"), _lab("lib.pagesizes")
    paragraph, gap = platypus.Paragraph, platypus.Spacer
    head, body = _styles()
    out = BytesIO()
    title = _both(payload["affair"]["name"])
    page = platypus.SimpleDocTemplate(out, pagesize=sizes.A4, title=title, author="dukou", leftMargin=54, rightMargin=54, invariant=1)
    flow: list[Any] = [paragraph(escape(title), head), _table(_top(payload), body)]
    for name, rows in (
        (_FIELDS, [_field(each) for each in payload.get("fields", [])]),
        (_MATERIALS, [_material(each) for each in payload.get("materials", [])]),
        (_DETAILS, [(key, _plain(value)) for key, value in sorted(payload["details"].items())]),
    ):
        if rows:
            flow += [gap(1, 12), paragraph(escape(_said(name)), head), _table(rows, body)]
    page.build(flow)
    return out.getvalue()


def _lab(part: str) -> ModuleType:
    """A part of the library, read when the first form is written: workers that send no mail never wait for it. It bears no types."""
    return import_module(f"reportlab.{part}")


@cache
def _styles() -> tuple[Any, Any]:
    style = _lab("lib.styles").ParagraphStyle
    _lab("pdfbase.pdfmetrics").registerFont(_lab("pdfbase.cidfonts").UnicodeCIDFont(_FONT))
    body = style("body", fontName=_FONT, fontSize=10, leading=14, wordWrap="CJK")
    return style("head", parent=body, fontSize=14, leading=20, spaceAfter=6), body


def _table(rows: Iterable[Row], style: Any) -> Any:
    platypus, grey = _lab("platypus"), _lab("lib.colors").grey
    cells = [[platypus.Paragraph(escape(text).replace("\n", "<br/>"), style) for text in row] for row in rows]
    lines = platypus.TableStyle([("GRID", (0, 0), (-1, -1), 0.5, grey), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return platypus.Table(cells, colWidths=_WIDTHS, style=lines)


def _top(payload: Mapping[str, Any]) -> list[Row]:
    return [
        (_said(_APPLICATION), str(payload["application"]["number"])),
        (_said(_MATTER), _both(payload["matter"]["name"])),
        (_said(_KIND), _said(OutgoingKind.of(payload["kind"]).label)),
        (_said(_UNIT), payload["unit"]),
        (_said(_MADE), payload["made_at"]),
        (_said(_EDITION), f"{payload['affair']['edition']} ({payload['affair']['version'][:12]})"),
    ]


def _field(field: Mapping[str, Any]) -> Row:
    words = "; ".join(_both(each) for each in field.get("words", [])) or _plain(field["value"])
    return _both(field["name"]), f"{words} {field['unit']}".strip()


def _material(material: Mapping[str, Any]) -> Row:
    way = _said(Way.of(material["way"]).label) if material["way"] else f"{_said(_LATER)} {material.get('until', '')}"
    return _both(material["name"]), "\n".join(each for each in (way, material.get("file", ""), material.get("sha256", "")) if each)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return _said(_YES if value else _NO)
    if isinstance(value, Mapping):
        return _both(value) if set(value) == {"zh", "en"} else "; ".join(f"{key}: {_plain(each)}" for key, each in value.items())
    return ", ".join(map(_plain, value)) if isinstance(value, list) else str(value)


def _said(label: Label) -> str:
    return f"{label.zh} · {label.en}"


def _both(name: Mapping[str, Any]) -> str:
    return f"{name['zh']} · {name['en']}"


_FIELDS, _MATERIALS, _DETAILS = Label("填写内容", "What was filled in"), Label("材料", "Materials"), Label("其他", "Besides")
_APPLICATION, _MATTER, _KIND = Label("申请编号", "Application"), Label("事项", "Matter"), Label("类别", "Kind")
_UNIT, _MADE, _EDITION = Label("单位", "Unit"), Label("生成时间", "Made at"), Label("版本", "Edition")
_LATER, _YES, _NO = Label("容缺，补交期限", "comes later, until"), Label("是", "yes"), Label("否", "no")
