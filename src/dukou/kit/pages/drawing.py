"""Panels as they stand on a page: each asked for its content, and drawn where there is some."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dukou.kit.core.labels import Label
from dukou.kit.pages.panels import Asked, panels_of


@dataclass(frozen=True, slots=True)
class Drawn:
    """A panel that has something to show."""

    key: str
    title: Label
    body: SafeString


def drawn(asked: Asked) -> list[Drawn]:
    """The panels of the desk that is asked for, in order; one without content is left out."""
    found: list[Drawn] = []
    for panel in panels_of(asked.desk):
        content = panel.content(asked)
        if content is not None:
            body = render_to_string(panel.template, content | {"known_on": asked.known_on, "panel": panel}, request=asked.request)
            found.append(Drawn(panel.key.replace(".", "-"), panel.title, body))
    return found
