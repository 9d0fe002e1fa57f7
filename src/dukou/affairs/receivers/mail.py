"""A unit that reads mail: the form as a PDF, and the same as JSON beside it. Sent as all mail of the house is (DUKOU_MAIL)."""

from __future__ import annotations

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from dukou.affairs.core.kinds import OutgoingKind
from dukou.affairs.receivers.base import NotTaken, Taken, ToHandOver
from dukou.affairs.receivers.paper import form_as_pdf
from dukou.kit.core.labels import Label

_LATER = range(400, 500)  # of SMTP's answers these say that it is a matter of time


class MailReceiver:
    """One mail address. The number of a mail is made of the key: sent twice, it is one mail to whoever sorts by it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._server: BaseEmailBackend | None = None

    def hand_over(self, message: ToHandOver) -> Taken:
        """Send it; taken is what the server took for every reader."""
        if "@" not in self.address or any(each.isspace() for each in self.address):
            raise NotTaken(_BAD_ADDRESS, retry=False)
        if not settings.EMAIL_HOST:
            raise NotTaken(_NO_SERVER, retry=True)
        reference = f"{message.key[:32]}@dukou"
        try:
            self._server = self._server or get_connection()
            self._server.open()
            _mail(message, self.address, reference, self._server).send()
        except SMTPRecipientsRefused as refused:
            codes = [code for code, _ in refused.recipients.values()]
            raise NotTaken(_REFUSED.filled(code=codes[0]), retry=all(code in _LATER for code in codes)) from None
        except SMTPResponseException as refused:
            raise NotTaken(_ANSWERED.filled(code=refused.smtp_code), retry=True, is_gone=True) from None
        except (SMTPException, OSError) as fault:
            raise NotTaken(_UNREACHED.filled(fault=type(fault).__name__), retry=True, is_gone=True) from None
        return Taken(reference)

    def close(self) -> None:
        """End the conversation with the server."""
        if self._server is not None:
            self._server.close()
            self._server = None


def _mail(message: ToHandOver, address: str, reference: str, server: BaseEmailBackend) -> EmailMessage:
    told = message.payload
    kind, matter = OutgoingKind.of(told["kind"]).label, Label(**told["matter"]["name"])
    said = _SUBJECT.filled(kind=kind, matter=matter, number=told["application"]["number"])
    subject = " ".join(f"{said.zh} · {said.en}".split())  # a line break would end the head of the mail
    text = f"{_TEXT.zh}\n{_TEXT.en}\n\n{_KEY.zh} · {_KEY.en}: {message.key}\n"
    headers = {"Message-ID": f"<{reference}>"}
    mail = EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [address], headers=headers, connection=server)
    name = f"{told['application']['number']}-{told['matter']['key']}-{told['number']}"
    mail.attach(f"{name}.pdf", form_as_pdf(told), "application/pdf")
    mail.attach(f"{name}.json", message.body, "application/json")
    return mail


_SUBJECT = Label("【渡口】{kind}：{matter}，第 {number} 号", "[dukou] {kind}: {matter}, application {number}")
_TEXT = Label(
    "表单见附件（PDF，另附同样内容的 JSON）。请在本单位办理后，由窗口登记或由贵方系统回传。",
    "The form is attached (PDF, and the same as JSON). The window notes what comes of it, or your system tells us.",
)
_KEY = Label("消息标识（重复收到即为同一件）", "key of this message (received twice it is one)")
_BAD_ADDRESS = Label("接收地址不是邮箱地址", "its address is no mail address")
_NO_SERVER = Label("没有设定邮件服务器（DUKOU_MAIL）", "no mail server is set (DUKOU_MAIL)")
_REFUSED = Label("邮件服务器不收这个邮箱（{code}）", "the mail server refused the mailbox ({code})")
_ANSWERED = Label("邮件服务器没有接收（{code}）", "the mail server did not take it ({code})")
_UNREACHED = Label("连不上邮件服务器（{fault}）", "the mail server was not reached ({fault})")
