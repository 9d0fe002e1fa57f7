"""What goes out of the house: a message repeated by mail, what is urged repeated in the duty group's chat. Workers do it, after commit.

No act: what people were told stands in their inbox, which the act that told them wrote.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.core.mail import EmailMessage

from dukou.casework.models import Message
from dukou.kit.core.labels import Label, Language, language_of
from dukou.kit.core.refusals import Refusal

SEND_OUT, TO_CHAT = "casework.send_out", "casework.to_chat"  # the tasks that do it
_SUBJECT = Label("【渡口】{said}", "[dukou] {said}")
_FOOT = Label("请登录渡口查看：{address}", "Sign in to dukou to see it: {address}")
_LINE = 70  # characters of a message that find room in a subject


class ChatNotInstalled(Refusal):
    """The duty group's chat is named, but the library that speaks to it is not there."""

    code = "casework.chat_not_installed"
    what = Label("没有发到值班群", "nothing was posted to the duty group")
    why = Label("设了 DUKOU_CHAT，但没有安装 apprise", "DUKOU_CHAT is set, but apprise is not installed")
    cure = Label(
        "安装：.venv/bin/pip install --require-hashes -r requirements/chat.txt；或取消 DUKOU_CHAT",
        "install it: .venv/bin/pip install --require-hashes -r requirements/chat.txt; or unset DUKOU_CHAT",
    )


class ChatRefused(Refusal):
    """The chat did not take what was posted; a worker tries again."""

    code = "casework.chat_refused"
    what = Label("没有发到值班群", "nothing was posted to the duty group")
    why = Label("DUKOU_CHAT 的地址不对，或对方没有接收", "the address in DUKOU_CHAT is wrong, or it was not taken")
    cure = Label("核对地址和网络", "check the address and the network")


def send_by_mail(number: int) -> bool:
    """Repeat one message by mail; whether there was an address to send it to. A person who has left gets none."""
    message = Message.objects.select_related("person").get(pk=number)
    person = message.person
    if not (settings.EMAIL_HOST and person.email and person.is_active):
        return False
    language: Language = language_of(person.language)
    said = Label(message.zh, message.en).within(language)
    short = said if len(said) <= _LINE else f"{said[: _LINE - 1]}…"
    foot = _FOOT.filled(address=_address(message.address)).within(language)
    subject = " ".join(_SUBJECT.filled(said=short).within(language).split())  # a line break would end the head of the mail
    EmailMessage(subject, f"{said}\n\n{foot}\n", settings.DEFAULT_FROM_EMAIL, [person.email]).send()
    return True


def post_to_chat(said: Label) -> None:
    """Post to the chat of the duty group, in both languages."""
    if not is_chat_installed():
        raise ChatNotInstalled()
    apprise = import_module("apprise").Apprise()
    if not (apprise.add(settings.CHAT_ADDRESS) and apprise.notify(body=f"{said.zh}\n{said.en}")):
        raise ChatRefused()


def is_chat_installed() -> bool:
    """Whether the library that speaks to chats is there."""
    return find_spec("apprise") is not None


def _address(path: str) -> str:
    """The address of a page as somebody outside the house opens it; the path alone where the house has no name."""
    named = [origin for origin in settings.CSRF_TRUSTED_ORIGINS if origin]
    return f"{named[0]}{path}" if named else path
