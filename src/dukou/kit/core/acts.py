"""The acts of the house in words: how the trail tells what was done, where the chain itself keeps the short name `noun.verb`."""

from __future__ import annotations

from collections.abc import Mapping

from dukou.kit.core.labels import Label
from dukou.kit.core.registry import Registry

ACTS: Registry[Label] = Registry("act")


def bring(words: Mapping[str, Label]) -> None:
    """A room's `acts.py` says in words what its acts are called; a second word for one act is refused."""
    for act, label in words.items():
        ACTS.add(act, label)


def words_of(act: str) -> Label:
    """What the act is called; its short name where the room that once did it is gone."""
    return ACTS[act] if act in ACTS else Label(act, act)
