"""Words out of a closed list, as people write them: whole, by their beginning, or in the short everyday form.

A fact has a closed list where every table of the book that asks for it says all that it can be; a table's own value is one of its outputs.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed
from dukou.rules.core.books import Definition, Table
from dukou.rules.core.expressions import Name
from dukou.rules.core.linking import Linked

Words = Mapping[str, Label]  # the word as books write it, and what it is called
_SHORTEST = 2  # signs of a short form; a single one is the beginning of a word or nothing
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Taken:
    """What was written, and the word of the list that it was taken for."""

    name: str
    said: str
    word: str

    @property
    def label(self) -> Label:
        """In a sentence, for readers."""
        return Label(f"“{self.said}”按“{self.word}”算", f"“{self.said}” was taken for “{self.word}”")

    def as_dict(self) -> dict[str, object]:
        """As JSON doors speak it."""
        return {"name": self.name, "said": self.said, "taken": self.word, "label": self.label.as_dict()}


def lists_of(linked: Linked) -> dict[str, Words]:
    """By the registered name of a fact all that it can be, for the facts of a book and of those beneath it that have a closed list."""
    found: dict[str, dict[str, Label]] = {}
    for fact, words in _domains(linked):
        found.setdefault(fact, {}).update({word: label for word, label in words.items() if word not in found.get(fact, {})})
    return dict(found)


def _domains(linked: Linked) -> Iterator[tuple[str, Words]]:
    for each in linked.walk():
        tables = [definition for definition in each.book.definitions.values() if isinstance(definition, Table)]
        for table in tables:
            for number, words in table.domains.items():
                of = table.inputs[number]
                if isinstance(of, Name) and not of.of_book and of.name in each.facts:
                    yield each.facts[of.name].name, {word: table.outputs.get(word) or Label(word, word) for word in words}


def tables_chosen(linked: Linked) -> dict[str, Table]:
    """The tables of words on the way to a book's value, by name: whoever knows the word need not know what it is reckoned from."""
    found: dict[str, Table] = {}
    aliases = {alias for each in linked.walk() for alias in each.facts}
    for each in linked.walk():
        for name, definition in each.book.definitions.items():
            if isinstance(definition, Table) and definition.outputs and name != each.book.value and name not in aliases:
                found.setdefault(name, definition)
    return found


def words_of(definition: Definition) -> Words:
    """The words that a table can give; none of what gives no words."""
    return definition.outputs if isinstance(definition, Table) else {}


def word_meant(said: str, words: Words) -> str:
    """The one word of the list that is meant.

    Whole, in either language; else by a beginning; else in a short form, which leaves out signs but not the first (软件业 for
    软件和信息技术服务业). Where several words are meant so, none is taken and all are named; where none is, the nearest are.
    """
    typed = said.strip().casefold()
    for is_meant in (_is_whole, _is_beginning, _is_short_form):
        meant = [word for word, label in words.items() if typed and any(is_meant(typed, each.casefold()) for each in _spelt(word, label))]
        if len(meant) == 1:
            return meant[0]
        if meant:
            what = Label(f"“{said}”可以是几类：{'、'.join(meant)}", f"“{said}” may be any of {', '.join(meant)}")
            raise Malformed(what, Label("写全其中一个", "write one of them in full"))
    raise Malformed(Label(f"没有“{said}”这一类", f"there is no “{said}”"), _cure(typed, words))


def _spelt(word: str, label: Label) -> tuple[str, ...]:
    return word, label.zh, label.en


def _is_whole(typed: str, spelt: str) -> bool:
    return typed == spelt


def _is_beginning(typed: str, spelt: str) -> bool:
    return spelt.startswith(typed)


def _is_short_form(typed: str, spelt: str) -> bool:
    """Of Chinese words alone: English ones are shortened otherwise."""
    if len(typed) < _SHORTEST or spelt.isascii() or typed[0] != spelt[0]:
        return False
    rest = iter(spelt)
    return all(sign in rest for sign in typed)


def _cure(typed: str, words: Words) -> Label:
    spelt = {each.casefold(): word for word, label in words.items() for each in _spelt(word, label)}
    near = list(dict.fromkeys(spelt[each] for each in difflib.get_close_matches(typed, spelt, n=_NEAREST, cutoff=0.4)))
    all_of_them = Label(f"可用：{'、'.join(words)}", f"use one of: {', '.join(words)}")
    if not near:
        return all_of_them
    nearest = Label(f"最接近的是{'、'.join(f'“{each}”' for each in near)}", f"the nearest: {', '.join(f'“{each}”' for each in near)}")
    return Label(f"{nearest.zh}；{all_of_them.zh}", f"{nearest.en}; {all_of_them.en}")
