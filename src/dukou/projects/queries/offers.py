"""What rooms above offer beside a visit note, such as an appeal on behalf of the firm: each registers how it is asked for its link."""

from __future__ import annotations

from collections.abc import Callable

from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.labels import Label
from dukou.kit.core.registry import Registry

Offer = tuple[Label, str]  # the words of the link, and its address
OFFERS: Registry[Callable[[Viewer, int], Offer | None]] = Registry("offer beside a visit note")


def offers_for(viewer: Viewer, note: int) -> list[Offer]:
    """What may be done about the note with this number, by whoever looks."""
    return [offer for ask in OFFERS if (offer := ask(viewer, note)) is not None]
