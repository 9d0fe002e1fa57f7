"""`stages.yaml`: the pipeline of a district, its gates, its lights and what it counts. A pack without it goes without projects' stages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Any, ClassVar

from pydantic import Field

from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.schemas import Schema, Words
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section
from dukou.projects.core.kinds import Meaning
from dukou.projects.models import PipelineText
from dukou.projects.packs.path_schemas import Slug

KEY = "stages"
Days = Annotated[int, Field(ge=1, le=3650)]
NEEDED = (Meaning.LEAD, Meaning.SIGNED, Meaning.PRODUCTION)  # without these no ledger has a beginning, a contract or an end
_GATE, _PROFILE = Label("规则", "rule book"), Label("服务规范", "profile")


class StageEntry(Schema):
    """One stage, in the order of the list."""

    key: Slug
    name: Words
    means: Meaning
    gate: str = ""
    within: Days | None = None
    confirmed: bool = False


class ReasonEntry(Schema):
    """A reason for which projects are lost."""

    key: Slug
    name: Words


class OverdueEntry(Schema):
    """A list of what stands still."""

    key: Slug
    name: Words
    after: Meaning
    before: Meaning
    days: Days


class RateEntry(Schema):
    """A conversion rate."""

    key: Slug
    name: Words
    of: Meaning
    to: Meaning


class LightsEntry(Schema):
    """Days of slip from which a light shows."""

    yellow: Days
    red: Days


class StagesEntry(Schema):
    """The whole file."""

    source: Words
    stages: tuple[StageEntry, ...] = Field(min_length=2)
    lost: tuple[ReasonEntry, ...] = Field(min_length=1)
    overdue: tuple[OverdueEntry, ...] = ()
    rates: tuple[RateEntry, ...] = ()
    lights: LightsEntry
    protected: Days
    division: str = Field(default="", pattern=r"^[0-9]*$", max_length=12)
    profile: str = ""
    admission: str = ""
    counting: str = ""


class StageSection(Section[StagesEntry]):
    """The whole file is one entry."""

    name: ClassVar[str] = "stages"
    files: ClassVar[str] = "stages.yaml"
    many: ClassVar[bool] = False
    schema = StagesEntry

    def check(self, entries: dict[str, Entry[StagesEntry]], contents: Contents) -> list[Fault]:
        """Stages come in the order of what they mean, each once; gates and clocks are there."""
        return [fault for entry in entries.values() for fault in _faults(entry, contents)]

    def wanted(self, entries: dict[str, Entry[StagesEntry]], contents: Contents) -> dict[str, Fields]:
        """What should be stored."""
        return {key: {"content": plain_of(entry.data)} for key, entry in entries.items()}

    def current(self) -> dict[str, Fields]:
        """What is stored."""
        row = PipelineText.objects.first()
        return {} if row is None else {KEY: {"content": row.content}}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store it; projects keep the stages' keys, so the text is replaced as a whole."""
        for change in changes:
            PipelineText.objects.all().delete()
            PipelineText.objects.create(pack=loading.pack, **change.after)


def plain_of(entry: StagesEntry) -> dict[str, Any]:
    """The file as plain values, in the form that `Pipeline.of_plain` reads."""
    return entry.model_dump(mode="json")


def _faults(entry: Entry[StagesEntry], contents: Contents) -> Iterator[Fault]:
    data = entry.data
    yield from _order_faults(entry)
    for name in ("stages", "lost", "overdue", "rates"):
        keys = [each.key for each in getattr(data, name)]
        for index, key in enumerate(keys):
            if key in keys[:index]:
                yield entry.fault(
                    Label(f"“{key}”重复了", f"“{key}” stands twice"), Label("换一个代号", "use another key"), name, index, "key"
                )
    books = sorted({key.partition("/")[0] for key in contents.of("rules")})
    named: list[tuple[str, tuple[str | int, ...]]] = [(each.gate, ("stages", index, "gate")) for index, each in enumerate(data.stages)]
    named += [(data.admission, ("admission",)), (data.counting, ("counting",))]
    for book, path in named:
        if book and book not in books:
            yield contents.unknown(entry, book, books, _GATE, *path)
    if data.profile and data.profile not in contents.of("profiles"):
        yield contents.unknown(entry, data.profile, list(contents.of("profiles")), _PROFILE, "profile")
    if data.lights.red <= data.lights.yellow:
        what = Label("红灯的日数不大于黄灯的日数", "red shows no later than yellow")
        yield entry.fault(what, Label("红灯的日数要更大", "red takes more days"), "lights", "red")


def _order_faults(entry: Entry[StagesEntry]) -> Iterator[Fault]:
    meanings = [each.means for each in entry.data.stages]
    for index, (before, after) in enumerate(pairwise(meanings), 1):
        if after.place <= before.place:
            what = Label(f"“{after.label.zh}”排在“{before.label.zh}”之后", f"“{after.label.en}” comes after “{before.label.en}”")
            yield entry.fault(what, Label("按先后排，含义不重复", "each meaning once, in their order"), "stages", index, "means")
    for meaning in NEEDED:
        if meaning not in meanings:
            what = Label(f"没有含义为“{meaning.value}”的阶段", f"no stage means “{meaning.value}”")
            yield entry.fault(what, Label("补上这个阶段", "add it"), "stages")
    for name, first, last in (("overdue", "after", "before"), ("rates", "of", "to")):
        for index, each in enumerate(getattr(entry.data, name)):
            begin, end = getattr(each, first), getattr(each, last)
            if begin.place >= end.place or not {begin, end} <= set(meanings):
                what = Label("起止阶段不在流程里，或先后颠倒", "its stages are not in the pipeline, or in the wrong order")
                yield entry.fault(what, Label("写流程里有的、前后顺序对的阶段", "name stages that are there, in their order"), name, index)
