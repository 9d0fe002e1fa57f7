"""What `dukou doctor` looks at here: whether what people are told can go out by mail and chat, where the operator wants it."""

from __future__ import annotations

from django.conf import settings

from dukou.casework.actions._sending import is_chat_installed
from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label
from dukou.kit.diagnosis import Finding, advised, broken, check, sound


@check("casework.mail", Label("邮件通知", "messages by mail"))
def mail(home: Home) -> Finding:
    """A server is named together with the address from which mail comes, or none is."""
    if not settings.EMAIL_HOST:
        return sound(Label("没有设 DUKOU_MAIL，只在收件箱里通知", "DUKOU_MAIL is not set: messages stay in the inbox"))
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        return advised(
            Label("设了 DUKOU_MAIL，没有设 DUKOU_MAIL_FROM", "DUKOU_MAIL is set, DUKOU_MAIL_FROM is not"),
            Label("设上发件地址，否则多半会被拒收", "set the sender's address: most servers refuse mail without a real one"),
        )
    return sound(Label("经 {host} 发出", "goes out by {host}").filled(host=settings.EMAIL_HOST))


@check("casework.chat", Label("值班群通知", "the duty group's chat"))
def chat(home: Home) -> Finding:
    """Where a chat is named, the library that speaks to it is there."""
    if not settings.CHAT_ADDRESS:
        return sound(Label("没有设 DUKOU_CHAT", "DUKOU_CHAT is not set"))
    if not is_chat_installed():
        return broken(
            Label("设了 DUKOU_CHAT，但没有安装 apprise", "DUKOU_CHAT is set, but apprise is not installed"),
            Label(
                "安装：.venv/bin/pip install --require-hashes -r requirements/chat.txt；或取消 DUKOU_CHAT",
                "install it: .venv/bin/pip install --require-hashes -r requirements/chat.txt; or unset DUKOU_CHAT",
            ),
        )
    return sound(Label("已设", "it is set"))
