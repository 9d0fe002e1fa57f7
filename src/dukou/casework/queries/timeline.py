"""What happened to a case, as its page tells it, oldest first: the events in words, by name or by office."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from dukou.accounts.queries import posts_of
from dukou.accounts.queries.organisations import organisation_names
from dukou.accounts.queries.people import person_ids
from dukou.casework.core.telling import Names, change_words
from dukou.casework.models import Case, CaseEvent
from dukou.casework.queries.profiles import profile_of
from dukou.kit.core.acts import words_of
from dukou.kit.core.labels import Label
from dukou.kit.core.registry import Registry
from dukou.rules.queries.naming import deciders

Particulars = Callable[[Mapping[str, Any], bool], list[Label]]
# By act: what the room above tells of its own notes in the event; the flag says whether names of officers may stand there.
PARTICULARS: Registry[Particulars] = Registry("particulars of an act")
_SOMEBODY = Label("工作人员", "an officer")


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of a case in words. `reason`: empty where the reader is not told it."""

    number: int
    at: datetime
    who: Label
    words: Label
    details: tuple[Label, ...]
    reason: str = ""


def events_of(case: Case, *, with_names: bool, with_reasons: bool = True) -> list[Happened]:
    """Every event of a case, the oldest first. Without names an officer stands there as his office, as enterprises are told."""
    rows = list(CaseEvent.objects.filter(case=case).order_by("number"))
    said = deciders({row.actor for row in rows} | _handed(rows))
    who = said if with_names else said | _offices(rows)
    names = _names(case, said)
    return [
        Happened(
            number=row.number,
            at=row.at,
            who=who[row.actor],
            words=words_of(row.act),
            details=tuple(_details(row, names, with_names)),
            reason=str(row.data.get("reason", "")) if with_reasons else "",
        )
        for row in rows
    ]


def _details(row: CaseEvent, names: Names, with_names: bool) -> list[Label]:
    told = [change_words(change, names, with_people=with_names) for change in row.data.get("changes", ())]
    own = PARTICULARS[row.act](row.data, with_names) if row.act in PARTICULARS else []
    return [*own, *(each for each in told if each is not None)]


def _handed(rows: Iterable[CaseEvent]) -> set[str]:
    """The people into whose hands something came, by actor key."""
    changes = (change for row in rows for change in row.data.get("changes", ()))
    return {change["after"] for change in changes if change["did"] == "leg_handed_over" and change["after"]}


def _names(case: Case, people: Mapping[str, Label]) -> Names:
    profile = profile_of(case.profile)
    clocks = {key: rule.name for grade in profile.grades.values() for key, rule in grade.clocks.items()}
    return Names(organisation_names(), clocks, {grade.key: grade.name for grade in profile.grades.values()}, people)


def _offices(rows: Iterable[CaseEvent]) -> dict[str, Label]:
    """The office of each person who acted, by the post he held on the day that he first did; by actor key."""
    first: dict[str, datetime] = {}
    for row in rows:
        if row.actor.startswith("person:"):
            first.setdefault(row.actor, row.at)
    numbers, names = person_ids({key.partition(":")[2] for key in first}), organisation_names()
    found: dict[str, Label] = {}
    for actor, at in first.items():
        number = numbers.get(actor.partition(":")[2], 0)
        posts = posts_of([number], timezone.localdate(at))[number]
        found[actor] = next((names[post.organisation] for post in posts if post.organisation), _SOMEBODY)
    return found
