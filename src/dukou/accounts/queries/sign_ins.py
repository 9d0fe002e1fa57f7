"""Whether sign-in is locked for a username or an address, and whether a person may be where a request comes from."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from dukou.accounts.core.kinds import AttemptOutcome
from dukou.accounts.core.loopback import is_from_here, is_loopback_address
from dukou.accounts.models import Person, SignInAttempt

# An office shares one address, so an address may fail more often than a username before it is locked.
ADDRESS_FACTOR = 4


def is_locked(username: str, address: str, now: datetime) -> bool:
    """Whether the username or the address has failed too often lately. Loopback is exempt: a proxy on this machine is everyone."""
    lately = SignInAttempt.objects.filter(at__gt=now - timedelta(seconds=settings.SIGN_IN_LOCKED_SECONDS))
    failed = lately.filter(outcome=AttemptOutcome.FAILED.value)
    mine = failed.filter(username=username)
    success = lately.filter(username=username, outcome=AttemptOutcome.SUCCEEDED.value).order_by("-at").first()
    if success is not None:
        mine = mine.filter(pk__gt=success.pk)
    if mine.count() >= settings.SIGN_IN_FAILURES_ALLOWED:
        return True
    there = failed.filter(address=address).count()
    return not is_loopback_address(address) and there >= ADDRESS_FACTOR * settings.SIGN_IN_FAILURES_ALLOWED


def may_be_here(person: Person, request: HttpRequest) -> bool:
    """Whether this person may be known where the request comes from: demo people never leave the machine of a demo home."""
    return not person.is_demo or (settings.HOME_FILE.is_demo and is_from_here(request.META))
