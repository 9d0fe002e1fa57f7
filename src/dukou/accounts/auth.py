"""Signing in by username and password. Outside providers get backends of their own beside this one (core.identities)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from dukou.accounts.actions import sign_ins
from dukou.accounts.models import Person
from dukou.accounts.queries.sign_ins import may_be_here
from dukou.kit.core.actors import SYSTEM, Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class DemoPeopleStayHome(Refusal):
    """Invented people sign in only in a demo home and only from the machine itself."""

    code = "accounts.demo_people_stay_home"
    what = Label("没有登录", "you were not signed in")
    why = Label("演示人员只能在演示环境的本机上登录", "demo people sign in only in a demo home, from the machine itself")
    cure = Label("在运行演示的电脑上打开 127.0.0.1", "open 127.0.0.1 on the computer that runs the demo")
    status = 403


class PasswordSignIn(BaseBackend):
    """Checks a password, counts failures, locks out, and keeps demo people at home."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_others: Any
    ) -> Person | None:
        """The person, or None where username and password do not fit; a Refusal while locked out."""
        if username is None or password is None:
            return None
        address = str(request.META.get("REMOTE_ADDR", "")) if request else ""
        attempt = sign_ins.attempt(by=SYSTEM, username=username, address=address)
        person = Person.objects.filter(username=attempt.username).first()
        if person is None:
            Person().set_password(password)  # takes as long as checking would: nobody learns which usernames exist
            return None
        if not person.check_password(password) or not person.is_active:
            return None
        if person.is_demo and (request is None or not may_be_here(person, request)):
            raise DemoPeopleStayHome()
        sign_ins.succeed(by=Actor("person", person.username), attempt=attempt)
        return person

    def get_user(self, user_id: int) -> Person | None:
        """The person of a session, as long as active."""
        return Person.objects.filter(pk=user_id, is_active=True).first()
