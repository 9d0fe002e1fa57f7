"""To whom comes what was sent to someone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dukou.accounts.models import InboxHandOver, Person


def inbox_holder(person: Person, on: date) -> Person:
    """Who holds the person's inbox on the day `on`, following hand-overs from hand to hand; the person himself where there were none.

    An inbox that came back to someone stays with him.
    """
    latest: dict[int, InboxHandOver] = {}
    for each in InboxHandOver.objects.filter(from_on__lte=on).select_related("taker").order_by("from_on", "pk"):
        latest[each.giver_id] = each
    holder, since, seen = person, date.min, {person.pk}
    while (handed := latest.get(holder.pk)) is not None and handed.from_on >= since:
        holder, since = handed.taker, handed.from_on
        if holder.pk in seen:
            break
        seen.add(holder.pk)
    return holder


def inbox_holders(people: Iterable[int], on: date) -> dict[int, str]:
    """Who holds the inboxes of these people (primary keys) on the day, each once: primary key and key of those who are active."""
    holders = (inbox_holder(person, on) for person in Person.objects.filter(pk__in=list(people)).order_by("pk"))
    return {holder.pk: holder.key for holder in holders if holder.is_active}
