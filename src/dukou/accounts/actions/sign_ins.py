"""Attempts to sign in by password, and the lock-out after too many."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.kinds import AttemptOutcome
from dukou.accounts.models import Person, SignInAttempt
from dukou.accounts.queries.sign_ins import is_locked
from dukou.audit.actions import record
from dukou.audit.core.values import Personal
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class LockedOut(Refusal):
    """Too many failures; for a while not even the right password is looked at."""

    code = "accounts.locked_out"
    what = Label("没有登录", "you were not signed in")
    why = Label("失败次数过多，登录已暂时锁定", "there were too many failures; sign-in is locked for a while")
    cure = Label(
        "请在 {minutes} 分钟后重试，或请系统管理员重设密码", "try again in {minutes} minutes, or have the steward set a new password"
    )
    status = 429


def attempt(*, by: Actor, username: str, address: str, now: datetime | None = None) -> SignInAttempt:
    """Write an attempt down as failed, before the password is looked at, so that many at once cannot outrun the count.

    Refused while the username or the address is locked: SIGN_IN_FAILURES_ALLOWED failures within SIGN_IN_LOCKED_SECONDS. What is
    refused is not counted, so a lock always ends.
    """
    moment, typed = now or timezone.now(), username.strip().lower()[:60]
    with transaction.atomic():
        if is_locked(typed, address, moment):
            raise LockedOut(minutes=-(-settings.SIGN_IN_LOCKED_SECONDS // 60))
        made = SignInAttempt.objects.create(username=typed, address=address[:45], at=moment)
        # only a username that exists is written into the trail: people mistype their password into this field
        known = typed if Person.objects.filter(username=typed).exists() else "?"
        after = {"address": Personal(address)}
        record(by=by, act="sign_ins.attempt", subject=("person", known), after=after, now=moment)
    return made


def succeed(*, by: Actor, attempt: SignInAttempt, now: datetime | None = None) -> None:
    """The password was right: earlier failures of this username count no more."""
    with transaction.atomic():
        attempt.outcome = AttemptOutcome.SUCCEEDED.value
        attempt.save(update_fields=["outcome"])
        after = {"outcome": attempt.outcome}
        record(by=by, act="sign_ins.succeed", subject=("person", attempt.username), after=after, now=now)
