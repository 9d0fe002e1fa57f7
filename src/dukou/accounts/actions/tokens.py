"""Tokens of the API: issued by the person they act for, used, revoked."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.reasons import stated
from dukou.accounts.core.scopes import Scope
from dukou.accounts.core.tokens import LONGEST_DAYS, MARK, prefix_of, token_hash
from dukou.accounts.models import ApiToken, Person
from dukou.audit.actions import record
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class TokenOfAnother(Refusal):
    """A token acts in its person's name, so nobody else issues it, the steward neither."""

    code = "accounts.token_of_another"
    status = 403
    what = Label("没有签发令牌", "no token was issued")
    why = Label("令牌只能由本人签发", "a token is issued by the person for whom it acts")
    cure = Label("请本人登录后在“我的账号”里签发", "let that person sign in and issue it under “My account”")


class TokenUnfit(Refusal):
    """A token says what it is for, what it may do, and when it ends."""

    code = "accounts.token_unfit"
    what = Label("没有签发令牌", "no token was issued")
    why = Label(
        "要写用途，至少选一个范围，到期日在今天起 {days} 天以内", "it needs a name, a scope, and a last day within {days} days from today"
    )
    cure = Label("补全后再签发", "complete it and try again")


class TokenRevoked(Refusal):
    """What is revoked stays revoked."""

    code = "accounts.token_revoked"
    status = 409
    what = Label("没有撤销", "nothing was revoked")
    why = Label("该令牌已经撤销", "this token was revoked before")
    cure = Label("无需重复办理", "there is nothing to do")


def issue(
    *, by: Actor, person: Person, name: str, scopes: Sequence[Scope], expires_on: date, now: datetime | None = None
) -> tuple[ApiToken, str]:
    """Issue a token for oneself, good until the end of `expires_on`; gives it and the secret, which is shown once and nowhere kept."""
    if str(by) != person.key:
        raise TokenOfAnother()
    moment = now or timezone.now()
    today = timezone.localdate(moment)
    if not name.strip() or not scopes or not today <= expires_on <= today + timedelta(days=LONGEST_DAYS):
        raise TokenUnfit(days=LONGEST_DAYS)
    secret = MARK + secrets.token_urlsafe(32)
    codes = [scope.value for scope in Scope if scope in scopes]
    with transaction.atomic():
        made = ApiToken.objects.create(
            person=person,
            name=name.strip(),
            prefix=prefix_of(secret),
            token_hash=token_hash(secret),
            scopes=codes,
            issued_at=moment,
            expires_on=expires_on,
        )
        after = {"person": person.username, "name": made.name, "scopes": codes, "expires_on": expires_on}
        record(by=by, act="tokens.issue", subject=("token", made.prefix), after=after, now=moment)
    return made, secret


def use(*, by: Actor, prefix: str, asked: str = "", now: datetime | None = None) -> None:
    """Note that a token was used: the first time on a day, and with every request (`asked`) that changes something.

    The latter stands in the transaction of the act, so that the trail tells which token did it.
    """
    moment = now or timezone.now()
    today = timezone.localdate(moment)
    with transaction.atomic():
        is_first = ApiToken.objects.filter(prefix=prefix).exclude(last_used_on=today).update(last_used_on=today)
        if is_first or asked:
            record(by=by, act="tokens.use", subject=("token", prefix), after={"asked": asked} if asked else None, now=moment)


def revoke(*, by: Actor, token: ApiToken, reason: str, now: datetime | None = None) -> None:
    """The token opens nothing any more."""
    because, moment = stated(reason), now or timezone.now()
    with transaction.atomic():
        in_force = ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True)
        if not in_force.update(revoked_at=moment, revoked_by=str(by), revoked_reason=because):
            raise TokenRevoked()
        after = {"person": token.person.username, "name": token.name}
        record(by=by, act="tokens.revoke", subject=("token", token.prefix), after=after, reason=because, now=moment)
