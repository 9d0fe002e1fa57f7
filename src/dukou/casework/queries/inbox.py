"""What somebody was told: his own messages and nobody else's. Whose inbox went to another gets nothing new; what he had stays his."""

from __future__ import annotations

from django.db.models import Q

from dukou.accounts.core.viewers import Viewer
from dukou.casework.models import Message
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate

PAGE = 50


class NoSuchMessage(Refusal):
    """There is no such message in one's own inbox."""

    code = "casework.no_such_message"
    status = 404
    what = Label("没有这条消息", "there is no such message")
    why = Label("您的收件箱里没有第 {number} 号消息", "your inbox has no message {number}")
    cure = Label("回收件箱看看", "look into the inbox")


def _own(viewer: Viewer) -> Q:
    return Q(person=viewer.person_id) if viewer.person_id is not None else Q(pk__in=[])


own_messages: Predicate[Viewer, Message] = Predicate(Message, _own)


def message_seen(viewer: Viewer, number: int) -> Message:
    """One's own message; a refusal otherwise."""
    found = own_messages.filter(viewer, Message.objects.filter(pk=number)).first()
    if found is None:
        raise NoSuchMessage(number=number)
    return found


def messages_seen(viewer: Viewer, beneath: int | None = None, limit: int = PAGE) -> tuple[list[Message], int | None]:
    """One's own messages, the newest first, and the mark after which the next page begins."""
    rows = own_messages.filter(viewer).order_by("-pk")
    page = list((rows.filter(pk__lt=beneath) if beneath else rows)[: limit + 1])
    return page[:limit], page[limit - 1].pk if len(page) > limit else None


def unread(viewer: Viewer, limit: int) -> list[Message]:
    """So many of one's own messages that are not read yet, the newest first."""
    return list(own_messages.filter(viewer).filter(read_at__isnull=True).order_by("-pk")[:limit])


def unread_count(viewer: Viewer) -> int:
    """How many of one's own messages are not read yet. Answered from an index over unread ones alone."""
    return own_messages.filter(viewer).filter(read_at__isnull=True).count()
