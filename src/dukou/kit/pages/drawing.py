"""Panels as they stand on a page: each asked for its content, and drawn where there is some."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from dukou.kit.core.labels import Label
from dukou.kit.pages.panels import Asked, Panel, panels_of


@dataclass(frozen=True, slots=True)
class Drawn:
    """A panel that has something to show. `stamp`: of which day it is, told where a desk holds panels of different days."""

    key: str
    title: Label
    body: SafeString
    stamp: Label | None = None


def drawn(asked: Asked) -> list[Drawn]:
    """The panels of the desk that is asked for, in order; one without content is left out."""
    found: list[Drawn] = []
    panels = panels_of(asked.desk)
    is_mixed = len({panel.is_as_known for panel in panels}) > 1
    for panel in panels:
        content = panel.content(asked)
        if content is not None:
            body = render_to_string(panel.template, content | {"known_on": asked.known_on, "panel": panel}, request=asked.request)
            found.append(Drawn(panel.key.replace(".", "-"), panel.title, body, _stamp(panel, asked) if is_mixed else None))
    return found


def _stamp(panel: Panel, asked: Asked) -> Label:
    if panel.is_as_known:
        return Label("按 {day} 所知", "as known on {day}").filled(day=asked.known_on)
    return Label("截至今天（{day}）", "as of today ({day})").filled(day=timezone.localdate())
