"""Rule books of lights that tests write, and policies by them."""

from __future__ import annotations

from datetime import date

from dukou.clusters.core.lights import BaselineKind, LightPolicy
from dukou.kit.packfiles.nodes import read_yaml
from dukou.rules.core.checking import link
from dukou.rules.core.facts import FACTS
from dukou.rules.core.linking import Linked
from dukou.rules.core.reading import read_book

BOOK = """
book: {book}
version: "{version}"
name: {{zh: 虚构的灯, en: made-up lights}}
subject: cluster
from: {since}
source: {{title: {{zh: 虚构的办法, en: made-up rules}}, seen: example}}
facts: {{gap: cluster.schedule-gap}}
tables:
  light:
    name: {{zh: 灯色, en: light}}
    hit: first
    inputs: [gap]
    outputs: {{green: {{zh: 达到时序, en: on schedule}}, yellow: {{zh: 略滞后, en: slightly behind}}, red: {{zh: 滞后, en: behind}}}}
    rows:
      - [">= {ahead}个百分点", green]
      - [">= {behind}个百分点", yellow]
      - ["-", red]
value: light
"""


def book_text(book: str = "three-lights", *, ahead: str = "0", behind: str = "-10", version: str = "1", since: str = "2010-01-01") -> str:
    """A rule book that gives green from `ahead`, yellow from `behind`, red below, in percentage points of the gap."""
    return BOOK.format(book=book, version=version, since=since, ahead=ahead, behind=behind)


def read_text(text: str) -> Linked:
    """A rule book over the house's facts."""
    located, faults = read_yaml(text, "made-up.yaml")
    assert located is not None and not faults, faults
    book, faults = read_book(located)
    assert book is not None, faults
    linked, faults = link(book, {fact.name: fact.face for fact in FACTS}, lambda name: None)
    assert linked is not None, faults
    return linked


def policy(*baselines: BaselineKind, text: str = "", as_of: date = date(2024, 7, 8)) -> LightPolicy:
    """A policy by a rule book; by the one from 0 and from −10 points where none is given."""
    return LightPolicy("made-up", baselines, "three-lights", as_of, read_text(text or book_text()))
