"""The brief as one file that stands alone: it carries its styles, and nothing in it leads out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from dukou.briefing.core.document import Brief
from dukou.briefing.writers.tables import for_page
from dukou.figures.queries import ShownFinding
from dukou.kit.core.labels import spoken
from dukou.kit.pages.tables import Cell, Table

# What a table on a bare page needs, in the order in which they build on one another; the masthead's picture stays out.
SHEETS = ("tokens", "base", "layout", "components", "tables", "print")


def standalone_page(brief: Brief, findings: Sequence[ShownFinding]) -> str:
    """The whole page, to be kept, sent or printed. It has no links: on another machine they would lead nowhere."""
    context = {
        "brief": brief,
        "table": unlinked(for_page(brief)),
        "findings": findings,
        "styles": styles(),
        "html_language": "zh-CN" if spoken() == "zh" else "en",
    }
    return render_to_string("briefing/standalone.html", context)


def styles() -> SafeString:
    """The style sheets as one text. They are files of the program, not of a district, so they go into the page as they are."""
    return mark_safe("\n".join(_sheet(name) for name in SHEETS))


def unlinked(table: Table) -> Table:
    """The table without addresses."""
    return replace(table, rows=tuple(replace(row, cells=tuple(map(_unlinked, row.cells))) for row in table.rows))


def _unlinked(cell: Cell) -> Cell:
    return replace(cell, address="", is_figure=False)


def _sheet(name: str) -> str:
    found = finders.find(f"dukou/{name}.css")
    if not isinstance(found, str):
        raise FileNotFoundError(f"dukou/{name}.css")  # the program is not whole
    return Path(found).read_text(encoding="utf-8")
