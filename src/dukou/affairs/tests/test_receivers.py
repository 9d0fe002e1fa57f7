"""Every receiver behaves alike: one contract, over real servers on loopback; and what each adds of its own."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.utils import timezone

from dukou.affairs.core.kinds import OutgoingKind, ReceiverKind
from dukou.affairs.core.signing import Secret
from dukou.affairs.receivers import NotTaken, Receiver, ToHandOver, receiver
from dukou.affairs.receivers.http import HttpReceiver
from dukou.affairs.receivers.mail import MailReceiver
from dukou.affairs.tests.receiving import System, system
from dukou.affairs.tests.test_messages_core import message, told
from dukou.affairs.tests.units_made import SECRET
from dukou.casework.tests.receiving import mail_taker

_PAYLOAD = message(told({"site": "示例路 1 号", "load": 630, "use": "works", "reserve": True}, {"power"}))
_OTHER = message(told({"site": "示例路 2 号"}, {"power"}), kind=OutgoingKind.WITHDRAWAL)
LATE = 5  # an attempt at which the failing one takes


def handed(payload: dict[str, Any] = _PAYLOAD, attempt: int = LATE) -> ToHandOver:
    return ToHandOver(payload["key"], payload, attempt)


def made(kind: ReceiverKind, address: str = "", secret: str = SECRET) -> Receiver:
    return receiver(kind, address, Secret(secret.encode()) if secret else None, timezone.now)


def _closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def working(request: Any, settings: Any) -> Iterator[Receiver]:
    """A receiver of each kind that takes what it is handed."""
    kind = request.param
    with ExitStack() as servers:
        address = "2"
        if kind is ReceiverKind.HTTP:
            address = servers.enter_context(system(SECRET)).address
        elif kind is ReceiverKind.MAIL:
            _named(settings, servers.enter_context(mail_taker()).port)
            address = "unit@example.org"
        found = made(kind, address)
        yield found
        found.close()


def _named(given: Any, port: int) -> None:
    given.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    given.EMAIL_HOST, given.EMAIL_PORT, given.EMAIL_USE_TLS = "127.0.0.1", port, False
    given.DEFAULT_FROM_EMAIL = "dukou@example.org"


def failing(kind: ReceiverKind, settings: Any) -> tuple[Receiver, ToHandOver]:
    """A receiver of the kind that cannot take what it is handed, and a message for it."""
    if kind is ReceiverKind.MAIL:
        _named(settings, _closed_port())
        return made(kind, "unit@example.org"), handed()
    if kind is ReceiverKind.HTTP:
        return made(kind, f"http://127.0.0.1:{_closed_port()}/"), handed()
    return made(kind, "2"), handed(attempt=1)


@pytest.mark.parametrize("working", list(ReceiverKind), indirect=True, ids=str)
def test_contract_it_takes_and_the_same_key_again_is_the_same(working: Receiver) -> None:
    first, other = working.hand_over(handed()), working.hand_over(handed(_OTHER))
    assert working.hand_over(handed()) == first
    assert 0 < len(first.reference) <= 80
    assert other.reference != first.reference
    assert SECRET not in f"{working!r} {vars(working) if hasattr(working, '__dict__') else ''}"


@pytest.mark.parametrize("kind", [ReceiverKind.HTTP, ReceiverKind.MAIL, ReceiverKind.FAILING], ids=str)
def test_contract_who_does_not_take_says_why_in_both_languages_and_that_it_may_later(kind: ReceiverKind, settings: Any) -> None:
    to, what = failing(kind, settings)
    with pytest.raises(NotTaken) as refused:
        to.hand_over(what)
    to.close()
    assert refused.value.retry
    assert refused.value.why.zh != refused.value.why.en
    assert SECRET not in f"{refused.value!r} {refused.value.why}"


def test_every_kind_has_its_receiver() -> None:
    assert len({type(made(kind)) for kind in ReceiverKind}) == len(ReceiverKind)


@pytest.fixture
def server() -> Iterator[System]:
    with system(SECRET) as found:
        yield found


def _why(to: Receiver, what: ToHandOver | None = None) -> tuple[bool, bool]:
    with pytest.raises(NotTaken) as refused:
        to.hand_over(what or handed())
    to.close()
    return refused.value.retry, refused.value.is_gone


@pytest.mark.parametrize(
    ("status", "retry"),
    [*((status, False) for status in (301, 307, 400, 403, 404, 409, 422)), *((status, True) for status in (408, 425, 429, 500, 502, 503))],
)
def test_http_what_is_refused_for_good_and_what_for_now(server: System, status: int, retry: bool) -> None:
    server.statuses = [status]
    to = made(ReceiverKind.HTTP, server.address)
    assert _why(to) == (retry, False)
    assert server.came == {}  # in particular no redirect was followed
    assert to.hand_over(handed()).reference == f"system-{_PAYLOAD['key'][:12]}"
    to.close()


def test_http_a_batch_uses_one_connection(server: System) -> None:
    to = made(ReceiverKind.HTTP, server.address)
    for payload in (_PAYLOAD, _OTHER, _PAYLOAD):
        to.hand_over(handed(payload))
    to.close()
    assert server.connections == 1


def test_http_a_wrong_secret_is_refused_and_none_is_never_sent(server: System) -> None:
    assert _why(made(ReceiverKind.HTTP, server.address, "another secret of tests")) == (False, False)
    connections = server.connections
    assert _why(made(ReceiverKind.HTTP, server.address, "")) == (True, False)
    assert (server.came, server.connections) == ({}, connections)


def test_http_who_hangs_is_let_go(server: System) -> None:
    server.hold.clear()
    to = HttpReceiver(server.address, Secret(SECRET.encode()), timezone.now, timeout=0.05)
    assert _why(to) == (True, True)


@pytest.mark.parametrize(
    "address", ["ftp://127.0.0.1/", "file:///etc/passwd", "127.0.0.1", "http://", "http://a:b@127.0.0.1/", "http://127.0.0.1:99999/", ""]
)
def test_http_calls_only_http_addresses(address: str) -> None:
    assert _why(made(ReceiverKind.HTTP, address)) == (False, False)


def test_mail_brings_the_form_on_paper_and_as_json(settings: Any) -> None:
    with mail_taker() as taker:
        _named(settings, taker.port)
        to = made(ReceiverKind.MAIL, "unit@example.org")
        taken = to.hand_over(handed())
        to.close()
    [mail] = taker.taken
    names = [(part.get_filename(), part.get_content_type()) for part in mail.iter_attachments()]
    assert names == [("7-power-1.pdf", "application/pdf"), ("7-power-1.json", "application/json")]
    paper, data = (part.get_payload(decode=True) for part in mail.iter_attachments())
    assert isinstance(paper, bytes) and paper.startswith(b"%PDF-") and b"STSong-Light" in paper
    assert data == handed().body
    assert mail["Message-ID"] == f"<{taken.reference}>"
    assert " ".join(str(mail["Subject"]).split()) == "【渡口】申请：用电，第 7 号 · [dukou] application: power, application 7"


@pytest.mark.parametrize("address", ["", "nobody", "a b@example.org"])
def test_mail_wants_an_address(address: str, settings: Any) -> None:
    settings.EMAIL_HOST = "127.0.0.1"
    assert _why(MailReceiver(address)) == (False, False)


def test_mail_without_a_server_waits_and_a_refused_mailbox_does_not(settings: Any) -> None:
    settings.EMAIL_HOST = ""
    assert _why(MailReceiver("unit@example.org")) == (True, False)
    with mail_taker(refuses=True) as taker:
        _named(settings, taker.port)
        to = MailReceiver("unit@example.org")
        assert _why(to) == (False, False)
    assert taker.taken == []


def test_failing_takes_when_it_has_failed_often_enough() -> None:
    to = made(ReceiverKind.FAILING, "3")
    tried: list[Callable[[], object]] = [lambda n=n: to.hand_over(handed(attempt=n)) for n in (1, 2, 3)]  # type: ignore[misc]
    for each in tried:
        with pytest.raises(NotTaken):
            each()
    assert to.hand_over(handed(attempt=4)).reference == f"failing-{_PAYLOAD['key'][:12]}"
