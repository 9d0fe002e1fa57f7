"""What sources, purposes and deciders are called on pages: rooms above name the sources of their facts, and their purposes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from dukou.accounts.queries.people import display_names
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label, same
from dukou.kit.core.registry import Registry
from dukou.rules.core.facts import Stated


@dataclass(frozen=True, slots=True)
class NamedSource:
    """What the source of a fact is called, and the page that shows the fact there, empty where there is none."""

    name: Label
    address: str = ""


Tell = Callable[[Collection[Stated]], Mapping[Stated, NamedSource]]
SOURCES: Registry[Tell] = Registry("namer of sources")
PURPOSES: Registry[Label] = Registry("purpose of a decision")  # by the word before the stroke; `{number}` is what follows it


def named_sources(stated: Collection[Stated]) -> dict[Stated, NamedSource]:
    """The name of each fact's source; what no room names is evidence in the words of whoever stated it."""
    told: dict[Stated, NamedSource] = {each: NamedSource(same(each.source or "—")) for each in stated}
    for tell in SOURCES:
        told |= tell(stated)
    return told


def one_source(source: str, name: Label) -> Tell:
    """The teller of a source that is one for all."""
    return lambda stated: {each: NamedSource(name) for each in stated if each.source == source}


def purpose_words(purpose: str) -> Label:
    """What a decision was made for: `claim/12` in words; one that no room names as it was written."""
    kind, _, number = purpose.partition("/")
    return PURPOSES[kind].filled(number=number) if kind in PURPOSES else same(purpose or "—")


def deciders(decided_by: Collection[str]) -> dict[str, Label]:
    """Who decided, by the text form of the actor: a person by name, the command line, a body's system or the program in words."""
    actors = {text: Actor.parse(text) for text in decided_by}
    names = display_names({each.key for each in actors.values() if each.kind == "person"})
    return {text: _actor_words(each, names) for text, each in actors.items()}


def _actor_words(actor: Actor, names: Mapping[str, str]) -> Label:
    if actor.kind == "person":
        return same(names.get(actor.key, actor.key))
    return _IN_WORDS[actor.kind].filled(key=actor.key)


_IN_WORDS = {
    "cli": Label("命令行（{key}）", "command line ({key})"),
    "machine": Label("{key} 的系统", "the system of {key}"),
    "system": Label("系统", "the system"),
}
