"""A rule book as plain values: one dated version of one document's conditions, sentence by sentence, with everything they name.

`dukou.rules.core.reading` makes it of YAML; nothing else does. It is checked (`checking`) before it is evaluated or compiled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.places import Place
from dukou.rules.core.expressions import Expression, Test
from dukou.rules.core.facts import SubjectKind

NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class Line:
    """Where the text of a form stands, so that a fault can point at the sign in it.

    `before`: so many characters were put before the file's text (a cell's input, what a band is of); they stand at `before_place`.
    """

    place: Place = NOWHERE
    before: int = 0
    before_place: Place = NOWHERE

    def at(self, at: int) -> Place:
        """The place of the sign that begins `at` characters into the form's text."""
        start, count = (self.before_place, at) if at < self.before else (self.place, at - self.before)
        return replace(start, column=start.column + count)


NO_LINE = Line()


class Seen(LabelledEnum):
    """What its writer had before him when he wrote a rule book down."""

    ORIGINAL = "original", "原件", "the original"
    COPY = "copy", "转载件", "a copy"
    EXAMPLE = "example", "示例（并无此文件）", "an example (no such document)"


class Joint(LabelledEnum):
    """How a condition is made of others."""

    TEST = "test", "单项", "one test"
    ALL = "all", "全部满足", "all of"
    ANY = "any", "满足其一", "any of"
    NOT = "not", "不得", "none of"
    AT_LEAST = "at_least", "至少满足几项", "at least so many of"


class HitPolicy(LabelledEnum):
    """Which row of a decision table counts."""

    FIRST = "first", "取最先命中的一行", "the first row that fits"
    UNIQUE = "unique", "只会命中一行", "the only row that fits"


@dataclass(frozen=True, slots=True)
class Document:
    """What a rule book is written from. `sha256` is of the document's file; only an original has to have one."""

    title: Label
    seen: Seen
    number: str = ""
    issuer: Label | None = None
    sha256: str = ""
    note: Label | None = None


@dataclass(frozen=True, slots=True)
class UsedFact:
    """A fact under the name by which the book's lines call it.

    `holder`: the office that holds it. `paper`: what proves it. `may_be_older`: by so many years a yearly figure may be older than the last
    closed year. Empty labels fall back to what the fact itself says.
    """

    alias: str
    fact: str
    holder: Label | None = None
    paper: Label | None = None
    may_be_older: int = 0
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Derived:
    """A value computed of others, or a test under a name."""

    name: str
    label: Label
    form: Expression | Test
    place: Place = NOWHERE
    line: Line = field(default=NO_LINE, compare=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one row of a table asks of one input, as a test over it; None asks nothing (“-”). `text`: as it is written."""

    text: str
    test: Test | None
    place: Place = NOWHERE
    line: Line = field(default=NO_LINE, compare=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: a cell for each input, and what it gives."""

    cells: tuple[Cell, ...]
    output: str | Fraction
    clause: str = ""
    is_unverified: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table. `inputs` are values; `domains` gives for an input of words all that it can be, where that is a closed list.

    `unit`: of numeric outputs. A subject that no row fits has no value, which is unknown; a checked table leaves no such gap.
    """

    name: str
    label: Label
    policy: HitPolicy
    inputs: tuple[Expression, ...]
    rows: tuple[Row, ...]
    domains: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    outputs: Mapping[str, Label] = field(default_factory=dict)
    unit: str = ""
    place: Place = NOWHERE
    lines: tuple[Line, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Band:
    """The points that a score's item gives where `when` holds, unless an earlier band held."""

    when: Test
    points: Fraction
    label: Label | None = None
    place: Place = NOWHERE
    line: Line = field(default=NO_LINE, compare=False)


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence of a score: the first band that holds gives its points, `otherwise` where none does."""

    clause: str
    text: Label
    bands: tuple[Band, ...]
    otherwise: Fraction = Fraction(0)
    is_unverified: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Score:
    """The sum of its items, at most `cap`. An item that is unknown leaves it between its worst and its best case."""

    name: str
    label: Label
    items: tuple[Item, ...]
    cap: Fraction | None = None
    place: Place = NOWHERE


Definition = Derived | Table | Score


@dataclass(frozen=True, slots=True)
class Condition:
    """One sentence of the document, or several joined. `path` numbers it within the book: `requires.2.1`.

    A test has `test`; the others have `parts` (`count` for AT_LEAST). `exceptions`: where one of them holds, the sentence need not.
    `text` is empty (None) only for a part that its joint's text covers.
    """

    path: str
    joint: Joint
    clause: str = ""
    text: Label | None = None
    test: Test | None = None
    parts: tuple[Condition, ...] = ()
    count: int = 0
    exceptions: tuple[Condition, ...] = ()
    hint: Label | None = None
    is_unverified: bool = False
    place: Place = NOWHERE
    line: Line = field(default=NO_LINE, compare=False)

    def walk(self) -> Iterator[Condition]:
        """This condition and everything in it, exceptions too."""
        yield self
        for part in (*self.parts, *self.exceptions):
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Book:
    """One version of a rule book.

    `slug` is shared by its versions; `place` is a division code prefix, empty for the whole country; `until` is the last day in force.
    `books`: other books under the names by which lines call them (`size.value`). `value`: the definition whose value the book gives beside
    its answer. The answer is yes when every condition of `requires` holds and none of `vetoes`. `places`: where `value` and
    `books.…` stand.
    """

    slug: str
    version: str
    name: Label
    kind: SubjectKind
    source: Document
    since: date
    until: date | None = None
    place: str = ""
    supersedes: str = ""
    about: Label | None = None
    facts: Mapping[str, UsedFact] = field(default_factory=dict)
    books: Mapping[str, str] = field(default_factory=dict)
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    requires: tuple[Condition, ...] = ()
    vetoes: tuple[Condition, ...] = ()
    value: str = ""
    sha256: str = ""
    at: Place = NOWHERE
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    @property
    def key(self) -> str:
        """Book and version, e.g. `enterprise-size/2017`."""
        return f"{self.slug}/{self.version}"

    @property
    def is_unverified(self) -> bool:
        """Whether it was not written from the original."""
        return self.source.seen is not Seen.ORIGINAL

    def conditions(self) -> Iterator[Condition]:
        """Every condition, from the first sentence to the last."""
        for condition in (*self.requires, *self.vetoes):
            yield from condition.walk()
