"""Linking people to what identity providers outside call them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.models import ExternalIdentity, Person
from dukou.audit.actions import record
from dukou.audit.core.values import Personal
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class IdentityTaken(Refusal):
    """One outside identity belongs to one person."""

    code = "accounts.identity_taken"
    what = Label("没有关联身份", "the identity was not linked")
    why = Label("该外部身份已关联到其他人员", "this outside identity belongs to somebody already")
    cure = Label("核对后先解除原关联", "check it, and undo the other link first")


def link(*, by: Actor, person: Person, provider: str, subject: str, now: datetime | None = None) -> ExternalIdentity:
    """From now on whom the provider recognises as `subject` is this person."""
    moment = now or timezone.now()
    with transaction.atomic():
        if ExternalIdentity.objects.filter(provider=provider, subject=subject).exists():
            raise IdentityTaken()
        made = ExternalIdentity.objects.create(person=person, provider=provider, subject=subject, linked_at=moment)
        after = {"provider": provider, "subject": Personal(subject)}
        record(by=by, act="identities.link", subject=("person", person.username), after=after, now=moment)
    return made


def unlink(*, by: Actor, identity: ExternalIdentity, now: datetime | None = None) -> None:
    """The provider's word counts no more for this person."""
    with transaction.atomic():
        before = {"provider": identity.provider, "subject": Personal(identity.subject)}
        record(by=by, act="identities.unlink", subject=("person", identity.person.username), before=before, now=now)
        identity.delete()
