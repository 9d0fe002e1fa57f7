"""To whom comes what was sent to someone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from dukou.accounts.models import InboxHandOver, Person


def inbox_holder(person: Person, on: date) -> Person:
    """Who holds the person's inbox on the day `on`, following hand-overs from hand to hand; the person himself where there were none.

    An inbox that came back to someone stays with him.
    """
    return _holder(person, _latest(on))


def _latest(on: date) -> dict[int, InboxHandOver]:
    """By giver the last hand-over up to the day `on`; one query."""
    rows = InboxHandOver.objects.filter(from_on__lte=on).select_related("taker").order_by("from_on", "pk")
    return {each.giver_id: each for each in rows}


def _holder(person: Person, latest: Mapping[int, InboxHandOver]) -> Person:
    holder, since, seen = person, date.min, {person.pk}
    while (handed := latest.get(holder.pk)) is not None and handed.from_on >= since:
        holder, since = handed.taker, handed.from_on
        if holder.pk in seen:
            break
        seen.add(holder.pk)
    return holder


def inbox_holders(people: Iterable[int], on: date) -> dict[int, str]:
    """Who holds the inboxes of these people (primary keys) on the day, each once: primary key and key of those who are active.

    Two queries, however many they are.
    """
    asked = list(people)
    if not asked:
        return {}
    latest = _latest(on)
    holders = (_holder(person, latest) for person in Person.objects.filter(pk__in=asked).order_by("pk"))
    return {holder.pk: holder.key for holder in holders if holder.is_active}


def inboxes_of(people: Iterable[int], on: date) -> dict[int, int]:
    """By person (primary keys) who holds the inbox on the day; those whose holder is not active are left out. Two queries."""
    latest = _latest(on)
    holders = {person.pk: _holder(person, latest) for person in Person.objects.filter(pk__in=list(people))}
    return {person: holder.pk for person, holder in holders.items() if holder.is_active}
