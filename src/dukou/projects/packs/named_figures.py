"""Figures of a pack by their key, as stories name them."""

from __future__ import annotations

from dukou.figures.core.claims import Stated, ValueKind, parse_stated
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed
from dukou.kit.packfiles.reading import Contents
from dukou.projects.core.replays import Told


def figure_named(contents: Contents, key: str, own: str = "") -> Told | None:
    """The figure; None where there is none that can be read (its own section says why). `own`: a source whose title need not be told."""
    entry = contents.of("figures").get(key)
    holds = None if entry is None else kind_held(contents, key)
    if entry is None or holds is None:
        return None
    try:
        value: Stated = parse_stated(entry.data.value, holds)
    except Malformed:
        return None
    return Told(key, value, place_told(contents, entry.data.source, entry.data.at, own))


def kind_held(contents: Contents, key: str) -> ValueKind | None:
    """Whether the figure is a number, a date or words."""
    indicator = contents.of("indicators").get(contents.of("figures")[key].data.indicator)
    return None if indicator is None else ValueKind.of(indicator.data.holds)


def place_told(contents: Contents, source: str, at: str, own: str = "") -> Label:
    """A place in a source, such as “line 71”, with the source's title unless that is `own`."""
    entry = contents.of("sources").get(source)
    if entry is None:
        return Label(f"{source} {at}", f"{source} {at}")
    place: Label = entry.data.place.label.filled(place=at)
    if source == own:
        return place
    return Label("{title}，{place}", "{title}, {place}").filled(title=entry.data.title.label, place=place)
