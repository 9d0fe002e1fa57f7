"""People: added, given a password, given leave."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from dukou.accounts.actions.sessions import close_all
from dukou.accounts.core.reasons import stated
from dukou.accounts.models import Person
from dukou.accounts.models.people import USERNAME
from dukou.audit.actions import record
from dukou.audit.core.values import Personal
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label, Language, joined, same
from dukou.kit.core.refusals import Refusal


class UsernameMalformed(Refusal):
    """A username is a key and is written as one."""

    code = "accounts.username_malformed"
    what = Label("没有添加人员", "nobody was added")
    why = Label("用户名“{username}”的写法不对", "the username “{username}” is not written rightly")
    cure = Label(
        "用 3–60 位小写字母、数字和 . _ -，首尾为字母或数字",
        "use 3–60 lower-case letters, digits and . _ -, a letter or digit at both ends",
    )


class UsernameTaken(Refusal):
    """A username names one person for ever."""

    code = "accounts.username_taken"
    what = Label("没有添加人员", "nobody was added")
    why = Label("用户名“{username}”已有人使用", "the username “{username}” is taken")
    cure = Label("换一个用户名", "choose another")


class PasswordWeak(Refusal):
    """The password does not meet the rules."""

    code = "accounts.password_weak"
    what = Label("没有设置密码", "no password was set")
    why = Label("{problems}", "{problems}")
    cure = Label("换一个更长、不易猜到的密码", "choose a longer one that is harder to guess")


class EmailMalformed(Refusal):
    """Mail goes to an address that can be one."""

    code = "accounts.email_malformed"
    what = Label("没有更改邮箱", "the e-mail address was not changed")
    why = Label("“{email}”不是邮箱地址", "“{email}” is no e-mail address")
    cure = Label("改正后重试；不要邮件的，留空", "correct it; leave it empty to receive no mail")


def add(
    *,
    by: Actor,
    username: str,
    display_name: str,
    password: str | None = None,
    language: Language = "zh",
    is_demo: bool = False,
    now: datetime | None = None,
) -> Person:
    """Add a person who may nothing yet. Without a password nobody can sign in as that person by password."""
    _check_username(username)
    person = Person(username=username, display_name=display_name.strip() or username, language=language, is_demo=is_demo)
    person.added_at = now or timezone.now()
    if password is not None:
        _check_password(password, person)
    person.set_password(password)  # None makes it unusable
    with transaction.atomic():
        if Person.objects.filter(username=username).exists():
            raise UsernameTaken(username=username)
        person.save()
        after = {"display_name": Personal(person.display_name), "language": language, "is_demo": is_demo}
        record(by=by, act="people.add", subject=("person", username), after=after, now=person.added_at)
    return person


def set_password(*, by: Actor, person: Person, password: str, now: datetime | None = None) -> None:
    """Give a person a new password. All of the person's sessions end, so that a stolen one is worth nothing."""
    _check_password(password, person)
    moment = now or timezone.now()
    person.set_password(password)
    with transaction.atomic():
        person.save(update_fields=["password"])
        record(by=by, act="people.set_password", subject=("person", person.username), now=moment)
        close_all(by=by, person=person, reason="people.set_password", now=moment)


def set_language(*, by: Actor, person: Person, language: Language, now: datetime | None = None) -> None:
    """The language in which the house speaks to the person."""
    before, person.language = person.language, language
    with transaction.atomic():
        person.save(update_fields=["language"])
        subject = ("person", person.username)
        record(by=by, act="people.set_language", subject=subject, before={"language": before}, after={"language": language}, now=now)


def set_email(*, by: Actor, person: Person, email: str, now: datetime | None = None) -> None:
    """Where messages to the person are repeated by mail; empty: nowhere."""
    address = email.strip()
    if address:
        _check_email(address)
    before, person.email = person.email, address
    with transaction.atomic():
        person.save(update_fields=["email"])
        was, becomes = {"email": Personal(before)}, {"email": Personal(address)}
        record(by=by, act="people.set_email", subject=("person", person.username), before=was, after=becomes, now=now)


def deactivate(*, by: Actor, person: Person, reason: str, now: datetime | None = None) -> None:
    """Take away every access at once; posts and history stay as they were."""
    moment, because = now or timezone.now(), stated(reason)
    person.is_active = False
    with transaction.atomic():
        person.save(update_fields=["is_active"])
        record(
            by=by,
            act="people.deactivate",
            subject=("person", person.username),
            before={"is_active": True},
            after={"is_active": False},
            reason=because,
            now=moment,
        )
        close_all(by=by, person=person, reason=because, now=moment)


def _check_username(username: str) -> None:
    try:
        USERNAME(username)
    except ValidationError as error:
        raise UsernameMalformed(username=username) from error


def _check_email(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        raise EmailMalformed(email=address) from error


def _check_password(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise PasswordWeak(problems=joined([_in_words(each) for each in error.error_list], zh="，", en="; ")) from error


def _in_words(problem: ValidationError) -> Label:
    """A rule of Django that the password breaks, in words of the house: Django writes its own when it judges, in the language of then."""
    words = _PROBLEMS.get(problem.code or "")
    return words.filled(**(problem.params or {})) if words else same(" ".join(problem.messages))


_PROBLEMS = {
    "password_too_short": Label("密码不足 {min_length} 位", "the password has fewer than {min_length} characters"),
    "password_too_similar": Label("密码与用户名太像", "the password is too much like the username"),
    "password_too_common": Label("密码太常见", "the password is too common"),
    "password_entirely_numeric": Label("密码全是数字", "the password is nothing but digits"),
}
