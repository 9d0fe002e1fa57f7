"""People and organisations by their keys, and the sessions of a person."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from dukou.accounts.models import ExternalIdentity, Organisation, Person, PersonSession
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label, same
from dukou.kit.core.refusals import Refusal


class NoSuchPerson(Refusal):
    """Nobody has this username."""

    code = "accounts.no_such_person"
    what = Label("没有办理", "this was not done")
    why = Label("没有用户名为“{username}”的人员", "nobody has the username “{username}”")
    cure = Label("核对用户名；可用 dukou people list 查看", "check the username; dukou people list shows them")


class NoSuchOrganisation(Refusal):
    """No organisation has this key."""

    code = "accounts.no_such_organisation"
    what = Label("没有办理", "this was not done")
    why = Label("没有键为“{key}”的单位", "no organisation has the key “{key}”")
    cure = Label("核对数据包中的 departments.yaml", "check departments.yaml of the pack")


def person_of(username: str) -> Person:
    """The person with this username, or a refusal."""
    found = Person.objects.filter(username=username).first()
    if found is None:
        raise NoSuchPerson(username=username)
    return found


def display_names(usernames: Collection[str]) -> dict[str, str]:
    """What the people with these usernames are called; one query."""
    return dict(Person.objects.filter(username__in=usernames).values_list("username", "display_name"))


def actor_names(actors: Collection[str]) -> dict[str, Label]:
    """What those are called who acted, by the text form of the actor: people by name, all else in words.

    One query. A person whom nobody knows any more keeps his username.
    """
    told = {text: Actor.parse(text) for text in actors}
    names = display_names({each.key for each in told.values() if each.kind == "person"})
    return {text: _actor_words(each, names) for text, each in told.items()}


def _actor_words(actor: Actor, names: Mapping[str, str]) -> Label:
    if actor.kind == "person":
        return same(names.get(actor.key, actor.key))
    return _IN_WORDS[actor.kind].filled(key=actor.key)


_IN_WORDS = {
    "cli": Label("命令行（{key}）", "command line ({key})"),
    "machine": Label("{key} 的系统", "the system of {key}"),
    "system": Label("系统", "the system"),
}


def person_ids(usernames: Collection[str]) -> dict[str, int]:
    """The primary keys of the people with these usernames; one query."""
    return dict(Person.objects.filter(username__in=usernames).values_list("username", "pk"))


def organisation_of(key: str) -> Organisation:
    """The organisation with this key, or a refusal."""
    found = Organisation.objects.filter(key=key).first()
    if found is None:
        raise NoSuchOrganisation(key=key)
    return found


def person_known_as(provider: str, subject: str) -> Person | None:
    """The active person whom an outside provider knows as `subject`."""
    linked = ExternalIdentity.objects.filter(provider=provider, subject=subject, person__is_active=True).select_related("person").first()
    return linked.person if linked else None


def sessions_of(person: Person, now: datetime) -> QuerySet[PersonSession]:
    """The person's living sessions, newest first."""
    living = Session.objects.filter(expire_date__gt=now).values("session_key")
    return PersonSession.objects.filter(person=person, ended_at__isnull=True, session_key__in=living).order_by("-started_at", "-pk")
