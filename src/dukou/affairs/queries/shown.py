"""One application as its page tells it: to those who handle it everything, to the applicant his own side."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.affairs.core.affairs import START, Affair, Matter
from dukou.affairs.core.concepts import shown as shown_answer
from dukou.affairs.core.holders import part_name, standing_of
from dukou.affairs.core.kinds import (
    AffairEnding,
    AffairState,
    FilingChannel,
    Half,
    Join,
    JointDayState,
    ObjectionState,
    Provenance,
    Showing,
    Way,
)
from dukou.affairs.core.materials import Ledger, ledger
from dukou.affairs.models import Application, Handed, JointDay, JointSeat, Notice, Part
from dukou.affairs.queries.lists import ListedApplication, listed
from dukou.affairs.queries.owned import SEEN, is_inside
from dukou.affairs.queries.surveys import awaits_survey
from dukou.affairs.queries.texts import TextRead, read
from dukou.casework.core.ledgers import Holder
from dukou.casework.core.states import ClockState
from dukou.casework.queries.profiles import profile_of
from dukou.casework.queries.short_clocks import ShortClock, short_clocks
from dukou.casework.queries.timeline import Happened, events_of
from dukou.kit.core.labels import Label, joined, same


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One answer: what was asked, what was answered, where it comes from."""

    name: Label
    value: Label | str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Track:
    """A unit's part as a track: its stages as `done`, `now` or `coming`, who has it now, and what it says.

    `awaited`: the open parts on whose end it waits to begin.
    """

    part: Part
    matter: Matter
    unit: Label
    stages: list[tuple[Label, str, bool]]
    holder: Label
    awaited: Label | None
    is_accepted: bool

    @property
    def fee(self) -> str:
        """What the unit asks for it, in yuan; empty where it has not said."""
        return "" if self.part.fee_fen is None else f"¥{self.part.fee_fen / 100:,.2f}"

    @property
    def word(self) -> Label:
        """Where it stands, in a word."""
        if self.part.ended_at is not None:
            return _ENDED if self.part.leg_id else _NOT_BEGUN_ENDED
        if not self.is_accepted:
            return _NOT_ACCEPTED
        if self.part.leg_id is None:
            return _WAITS.filled(parts=self.awaited) if self.awaited else _WAITS_SHORT
        stage = self.matter.stage(self.part.stage)
        return stage.name if stage else _BEGUN


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A joint day: what for, when, where it stands, and each unit's seat."""

    row: JointDay
    join: Join
    half: Label
    state: JointDayState
    seats: list[tuple[JointSeat, Label, Showing, ObjectionState]]


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A material or a result as it stands."""

    row: Handed
    name: Label
    word: Label


@dataclass(frozen=True, slots=True)
class ShownApplication:
    """Everything of an application that this reader is told."""

    row: Application
    line: ListedApplication
    text: TextRead
    is_inside: bool
    channel: Label
    profile: Label
    is_official: bool
    stages: list[tuple[Label, str]]
    answers: list[ShownAnswer]
    tracks: list[Track]
    clocks: list[ShortClock]
    is_survey_due: bool
    days: list[ShownDay]
    papers: list[ShownPaper]
    results: list[ShownPaper]
    notice: Notice | None
    ledger: Ledger
    happened: list[Happened]

    @property
    def affair(self) -> Affair:
        """The affair, in the text under which it was begun."""
        return self.text.affair

    @property
    def missing(self) -> list[Label | str]:
        """What the one-time notice named."""
        items = self.notice.items if self.notice else {}
        materials = [Label(each["zh"], each["en"]) for each in items.get("materials", {}).values()]
        return [*materials, *(f"{self.text.concepts[key].name}：{what}" for key, what in items.get("fields", {}).items())]

    @property
    def live_clocks(self) -> list[ShortClock]:
        """The clocks that are not stopped."""
        return [each for each in self.clocks if each.state is not ClockState.STOPPED]

    @property
    def past_clocks(self) -> list[ShortClock]:
        """The others."""
        return [each for each in self.clocks if each.state is ClockState.STOPPED]

    @property
    def excluded(self) -> list[tuple[Label, Label]]:
        """What the promise leaves out, by matter."""
        return [(track.matter.name, track.matter.excludes) for track in _once(self.tracks) if track.matter.excludes]


def shown(viewer: Viewer, row: Application) -> ShownApplication:
    """The application as `viewer` is told of it."""
    now, inside, text = timezone.now(), is_inside(viewer, row), read(row.text)
    profile = profile_of(row.case.profile)
    judged = text.form(row.chosen).judge({key: each["value"] for key, each in row.answers.items()})
    state = AffairState.of(row.state)
    papers = [_paper(each, text) for each in row.handed.select_related("unit").order_by("pk")]
    return ShownApplication(
        row=row,
        line=listed([row], viewer, now)[0],
        text=text,
        is_inside=inside,
        channel=FilingChannel.of(row.channel).label,
        profile=profile.name,
        is_official=profile.is_official,
        stages=_stages(state, AffairEnding.of(row.ending) if row.ending else None, has_answer=Join.ANSWER in text.affair.joins),
        answers=_answers(row, text),
        tracks=tracks_of(row, text.affair),
        clocks=[each for each in short_clocks(row.case, now, {}) if inside or (each.of is None and each.key in SEEN)],
        is_survey_due=inside and awaits_survey(row),
        days=_days(row),
        papers=[each for each in papers if not each.row.material.startswith("result.")],
        results=[each for each in papers if each.row.material.startswith("result.")],
        notice=Notice.objects.filter(application=row).first(),
        ledger=ledger(text.affair, judged.matters, judged.values),
        happened=events_of(row.case, with_names=inside, with_reasons=inside) if inside else [],
    )


def tracks_of(row: Application, affair: Affair) -> list[Track]:
    """A track for each part, in the order of the affair."""
    order = {matter.key: number for number, matter in enumerate(affair.matters)}
    parts = sorted(row.parts.select_related("unit", "leg"), key=lambda part: (order.get(part.matter, 0), part.pk))
    state = AffairState.of(row.state)
    is_accepted = row.accepted_at is not None
    return [_track(part, affair, state, _awaited(part, parts, affair), is_accepted=is_accepted) for part in parts]


def _awaited(part: Part, parts: list[Part], affair: Affair) -> Label | None:
    """The open parts on whose end a part waits to begin; those that have ended, of the same matter too, are not named."""
    waited = {each.matter for each in affair.matter(part.matter).waits if each.stage == START}
    names = [part_name(affair.matter(each.matter).name, each.unit.label) for each in parts if each.matter in waited and not each.ended_at]
    return joined(names, zh="、", en=", ") if names else None


def _track(part: Part, affair: Affair, state: AffairState, awaited: Label | None, *, is_accepted: bool) -> Track:
    matter = affair.matter(part.matter)
    keys = [stage.key for stage in matter.stages]
    at = keys.index(part.stage) if part.stage in keys else -1
    is_over = part.ended_at is not None
    stages = [
        (stage.name, "done" if is_over or place < at else "now" if place == at else "coming", stage.is_outside)
        for place, stage in enumerate(matter.stages)
    ]
    if not is_accepted:
        holder = _APPLICANT if state is AffairState.NOTICED else _WINDOW
    elif part.leg_id is None or is_over:
        holder = Holder.NOBODY.label
    else:
        holder = _holder(part, matter, state)
    return Track(part, matter, part.unit.label, stages, holder, awaited, is_accepted)


def _holder(part: Part, matter: Matter, state: AffairState) -> Label:
    """Who has a part that is in hand: the unit, unless its clock stands with somebody else."""
    standing = standing_of(matter.stage(part.stage), state)
    if standing is None:
        return part.unit.label
    return _APPLICANT if standing.holder is Holder.ENTERPRISE else standing.holder.label


def _answers(row: Application, text: TextRead) -> list[ShownAnswer]:
    found = []
    for each in text.form(row.chosen).asked:
        told = row.answers.get(each.concept.key)
        if told is not None:
            found.append(ShownAnswer(each.concept.name, shown_answer(each.concept, told["value"]), Provenance.of(told["from"])))
    return found


def _days(row: Application) -> list[ShownDay]:
    found = []
    for day in row.joint_days.order_by("pk"):
        seats = [
            (seat, seat.part.unit.label, Showing.of(seat.showing), ObjectionState.of(seat.objection))
            for seat in day.seats.select_related("part__unit").order_by("pk")
        ]
        found.append(ShownDay(day, Join.of(day.join), Half.of(day.half).label, JointDayState.of(day.state), seats))
    return found


def _paper(row: Handed, text: TextRead) -> ShownPaper:
    if row.material.startswith("result."):
        key = row.material.removeprefix("result.")
        names = {paper.key: paper.name for matter in text.affair.matters for paper in matter.results}
        return ShownPaper(row, names.get(key, same(key)), row.unit.label if row.unit else _BEGUN)
    material = text.affair.material(row.material)
    if not row.way:
        word = _MADE_UP if row.made_up_at else _LATER.filled(until=row.until, consequence=row.consequence)
    else:
        word = Way.of(row.way).label
    return ShownPaper(row, material.name if material else same(row.material), word)


def _stages(now: AffairState, ending: AffairEnding | None, *, has_answer: bool) -> list[tuple[Label, str]]:
    """The way of an application, each stretch `done`, `now`, `coming` or `skipped`."""
    way = [_FILED, _ACCEPTED, _IN_HAND, *([_ANSWERED, _WORKS] if has_answer else []), _CLOSED]
    if ending is not None and ending is not AffairEnding.DONE:
        return [(word, "done" if word in (_FILED, _CLOSED) else "skipped") for word in way]
    at = way.index(_AT[now]) if now is not AffairState.CLOSED else len(way)
    return [(word, "done" if place < at else "now" if place == at else "coming") for place, word in enumerate(way)]


def _once(tracks: list[Track]) -> list[Track]:
    return list({track.matter.key: track for track in tracks}.values())


_FILED, _ACCEPTED, _IN_HAND = Label("提交", "filed"), Label("受理", "accepted"), Label("各单位办理", "in hand")
_ANSWERED, _WORKS, _CLOSED = Label("一次答复", "answered"), Label("实施和验收", "works and acceptance"), Label("办结", "closed")
_AT = {
    AffairState.FILED: _ACCEPTED,
    AffairState.NOTICED: _ACCEPTED,
    AffairState.IN_HAND: _IN_HAND,
    AffairState.ANSWERED: _ANSWERED,
    AffairState.WORKS: _WORKS,
}
_ENDED, _NOT_BEGUN_ENDED = Label("已办结", "ended"), Label("没有开始", "never begun")
_NOT_ACCEPTED, _WINDOW = Label("待受理", "to be taken in"), Label("窗口", "the window")
_APPLICANT = Label("申请人", "the applicant")
_WAITS, _WAITS_SHORT = Label("等{parts}办结", "waits for the end of {parts}"), Label("等前置事项", "waits for another matter")
_BEGUN = Label("办理中", "in hand")
_LATER = Label("容缺：{until} 前补交，否则{consequence}", "to come until {until}, else {consequence}")
_MADE_UP = Label("容缺，已补交", "came later, as allowed")
