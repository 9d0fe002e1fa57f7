"""One policy file as it is written."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from pydantic import Field

from dukou.kit.packfiles.schemas import Schema, Words
from dukou.policies.core.benefits import Benefit, Slice
from dukou.policies.core.kinds import BenefitKind, Channel, PolicyLevel, TextSeen
from dukou.policies.core.measures import Measure, Step, Window
from dukou.policies.core.papers import Requirement
from dukou.policies.packs.written import SLUG, Fen, Rate
from dukou.rules.core.facts import SubjectKind


class SourceEntry(Schema):
    """The document. `seen`: original, copy, example (no such document), or none (only its name is known)."""

    title: Words
    seen: TextSeen
    number: str = ""
    issuer: Words | None = None
    note: Words | None = None


class ReviewEntry(Schema):
    """The fair-competition review: the rule book, what is answered to its questions, the day, and who made it.

    The verdict is what the rule book makes of the answers; a question that is left out is not answered.
    """

    book: str
    on: date
    by: Words
    answers: dict[str, str]


class BandEntry(Schema):
    """One step of a scale; the last has no `to`."""

    to: Fen | None = None
    rate: Rate


class BenefitEntry(Schema):
    """What a measure gives: `amount` fixed · `rate` percent · `scale` · a value of the rule book · `service` in words."""

    kind: BenefitKind
    amount: Fen | None = None
    rate: Rate | None = None
    scale: tuple[BandEntry, ...] = ()
    cap: Fen | None = None
    service: Words | None = None

    def benefit(self) -> Benefit:
        """As a value."""
        slices = tuple(Slice(each.to, each.rate) for each in self.scale)
        words = self.service.label if self.service else None
        return Benefit(self.kind, self.amount or 0, self.rate or Fraction(0), slices, self.cap, words)


class WindowEntry(Schema):
    """When it is taken in; without days all year round."""

    open: date | None = None
    close: date | None = None
    batch: Words | None = None


class StepEntry(Schema):
    """One step: its name, the office that takes it, within how many working days."""

    name: Words
    office: str
    working_days: int = Field(ge=0)


class MaterialEntry(Schema):
    """A paper (`or`: those that stand in for it), or any paper that proves a fact."""

    paper: str | None = None
    or_: tuple[str, ...] = Field((), alias="or")
    fact: str | None = None


class MeasureEntry(Schema):
    """One measure. Without `conditions` only its title is known: it is shown and never matched."""

    key: str = Field(pattern=SLUG)
    name: Words
    clause: str = ""
    text: Words | None = None
    object: SubjectKind = SubjectKind.ENTERPRISE
    conditions: str | None = None
    benefit: BenefitEntry | None = None
    budget: Fen | None = None
    window: WindowEntry = WindowEntry()
    channel: Channel | None = None
    steps: tuple[StepEntry, ...] = ()
    materials: tuple[MaterialEntry, ...] = ()
    groups: tuple[str, ...] = ()
    department: str | None = None
    payer: str | None = None
    since: date | None = Field(None, alias="from")
    until: date | None = None


class PolicyEntry(Schema):
    """One policy document with its measures; the file's name is its key."""

    name: Words
    source: SourceEntry | None = None
    level: PolicyLevel
    place: str = Field("", pattern=r"^\d{0,12}$")
    since: date | None = Field(None, alias="from")
    until: date | None = None
    is_example: bool = False
    order: int = Field(0, ge=0)
    about: Words | None = None
    review: ReviewEntry | None = None
    measures: tuple[MeasureEntry, ...] = ()


def measure_of(slug: str, policy: PolicyEntry, entry: MeasureEntry) -> Measure:
    """The measure as a value; days that it does not state are the policy's."""
    return Measure(
        key=entry.key,
        policy=slug,
        label=entry.name.label,
        clause=entry.clause,
        text=entry.text.label if entry.text else None,
        kind=entry.object,
        conditions=entry.conditions or "",
        place=policy.place,
        benefit=entry.benefit.benefit() if entry.benefit else None,
        budget=entry.budget,
        window=Window(entry.window.open, entry.window.close, entry.window.batch.label if entry.window.batch else None),
        channel=entry.channel,
        steps=tuple(Step(step.name.label, step.office, step.working_days) for step in entry.steps),
        materials=tuple(Requirement(entry.key, (each.paper, *each.or_) if each.paper else (), each.fact or "") for each in entry.materials),
        groups=entry.groups,
        department=entry.department or "",
        payer=entry.payer or "",
        since=entry.since or policy.since,
        until=entry.until or policy.until,
        is_example=policy.is_example,
    )
