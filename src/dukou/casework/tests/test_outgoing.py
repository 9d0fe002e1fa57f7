"""Messages repeated by mail, over a real server on loopback, and in the duty group's chat; nothing goes out where nobody asked for it."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from dukou.accounts.actions import people
from dukou.accounts.core.roles import Role
from dukou.accounts.models import Person
from dukou.accounts.tests import cast
from dukou.audit.models import AuditEvent
from dukou.casework import tasks
from dukou.casework.actions import ladder
from dukou.casework.actions._sending import SEND_OUT, TO_CHAT, ChatNotInstalled, is_chat_installed, post_to_chat
from dukou.casework.actions._telling import tell
from dukou.casework.checks import chat, mail
from dukou.casework.core.profiles import LegRole
from dukou.casework.models import Message
from dukou.casework.tests.made_up import NOW, at, calendar, opened, own_kind, profile, unit
from dukou.casework.tests.receiving import MailTaker, mail_taker
from dukou.kit.core.actors import SYSTEM
from dukou.kit.core.labels import Label
from dukou.kit.core.mails import MailAddressWrong, MailServer, mail_server_of
from dukou.kit.diagnosis import Health
from dukou.kit.models import Job

pytestmark = pytest.mark.django_db
SAID = Label("虚构的通知", "a made-up notice")


@pytest.fixture
def server(settings: Any) -> Iterator[MailTaker]:
    """A server that the house sends its mail to."""
    with mail_taker() as taker:
        _named(settings, taker)
        yield taker


def _named(given: Any, taker: MailTaker) -> None:
    given.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    given.EMAIL_HOST, given.EMAIL_PORT, given.EMAIL_USE_TLS = "127.0.0.1", taker.port, False
    given.DEFAULT_FROM_EMAIL = "dukou@example.org"


def _person(email: str = "reader@example.org", language: str = "zh") -> Person:
    made = cast.person("reader", Role.LEADER)
    made.language = language
    made.save()
    people.set_email(by=cast.CLI, person=made, email=email)
    return made


def _told(person: Person) -> int:
    tell([person.pk], SAID, ("test", "1"), "/casework/inbox/", NOW)
    return Message.objects.latest("pk").pk


def test_a_message_goes_out_to_whoever_said_where(server: MailTaker) -> None:
    number = _told(_person())
    assert list(Job.objects.values_list("task", "payload")) == [(SEND_OUT, {"message": number})]
    tasks.send_out(message=number)
    (sent,) = server.taken
    assert (sent["To"], sent["From"], sent["Subject"]) == ("reader@example.org", "dukou@example.org", "【渡口】虚构的通知")
    assert sent.get_content().splitlines() == ["虚构的通知", "", "请登录渡口查看：/casework/inbox/"]


def test_it_speaks_the_persons_language_and_names_the_house(server: MailTaker, settings: Any) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://dukou.example.org"]
    tasks.send_out(message=_told(_person(language="en")))
    (sent,) = server.taken
    assert sent["Subject"] == "[dukou] a made-up notice"
    assert sent.get_content().splitlines()[-1] == "Sign in to dukou to see it: https://dukou.example.org/casework/inbox/"


def test_nothing_goes_to_whoever_said_nothing_or_has_left(server: MailTaker) -> None:
    person = _person(email="")
    tasks.send_out(message=_told(person))
    people.set_email(by=cast.CLI, person=person, email="reader@example.org")
    number = _told(person)
    people.deactivate(by=cast.CLI, person=person, reason="离职")
    tasks.send_out(message=number)
    assert server.taken == []


def test_a_server_that_refuses_fails_the_job_so_that_it_is_tried_again(settings: Any) -> None:
    with mail_taker(refuses=True) as taker:
        _named(settings, taker)
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            tasks.send_out(message=_told(_person()))
        assert taker.taken == []


def test_without_a_server_nothing_is_enqueued() -> None:
    assert settings.EMAIL_HOST == ""
    _told(_person())
    assert not Job.objects.exists()


def test_an_address_is_personal_and_checked() -> None:
    person = _person()
    assert "reader@example.org" not in str(AuditEvent.objects.get(act="people.set_email").after)
    with pytest.raises(people.EmailMalformed):
        people.set_email(by=cast.CLI, person=person, email="reader at example")
    assert Person.objects.get(pk=person.pk).email == "reader@example.org"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", None),
        ("smtp://u%40x:p%3Aw@mail.example.org", MailServer("mail.example.org", 587, "u@x", "p:w", True, False)),
        ("smtps://mail.example.org:4650", MailServer("mail.example.org", 4650, "", "", False, True)),
        ("smtp+plain://10.1.2.3", MailServer("10.1.2.3", 25, "", "", False, False)),
    ],
)
def test_addresses_of_servers(address: str, expected: MailServer | None) -> None:
    assert mail_server_of(address) == expected


@pytest.mark.parametrize("address", ["mail.example.org", "http://x", "smtp://", "smtp://x:port", "smtp://x/y", "smtp+plain://u:secret@x"])
def test_addresses_that_cannot_be_read(address: str) -> None:
    with pytest.raises(MailAddressWrong) as refused:
        mail_server_of(address)
    assert "secret" not in f"{refused.value.said_why} {refused.value}"


def test_from_the_first_urging_on_the_duty_group_is_told(settings: Any) -> None:
    settings.CHAT_ADDRESS = "wecombot://made-up"
    own_kind()
    calendar()
    profile()
    with opened() as taken:
        taken.open_leg(unit=unit("power"), role=LegRole.LEAD)
    ladder.sweep(by=SYSTEM, now=at("2026-10-10 00:00"))
    assert not Job.objects.exists()
    ladder.sweep(by=SYSTEM, now=at("2026-10-10 09:00"))
    assert list(Job.objects.values_list("task", "payload")) == [
        (
            TO_CHAT,
            {
                "zh": f"催办：虚构办件第 {taken.case.pk} 号，虚构power，期限 2026-10-09",
                "en": f"urged: made-up case {taken.case.pk}, made-up power, due 2026-10-09",
            },
        )
    ]


def test_a_chat_without_its_library_is_refused_and_the_doctor_says_so(settings: Any) -> None:
    home, missing = settings.HOME, not is_chat_installed()
    assert chat(home).health is Health.SOUND
    settings.CHAT_ADDRESS = "wecombot://made-up"
    assert (chat(home).health is Health.BROKEN) is missing
    if missing:
        with pytest.raises(ChatNotInstalled):
            post_to_chat(SAID)


def test_the_doctor_wants_an_address_from_which_mail_comes(settings: Any) -> None:
    assert mail(settings.HOME).health is Health.SOUND
    settings.EMAIL_HOST = "mail.example.org"
    assert mail(settings.HOME).health is Health.ADVISED
    settings.DEFAULT_FROM_EMAIL = "dukou@example.org"
    assert mail(settings.HOME).health is Health.SOUND
