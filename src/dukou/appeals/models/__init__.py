"""What the room keeps."""

from dukou.appeals.models.appeals import Appeal, Attachment, Exchange, Reply
from dukou.appeals.models.publication import PublicCopy, PublicCut
from dukou.appeals.models.reviews import CallBack, Objection
from dukou.appeals.models.rules import AppealRules

__all__ = ["Appeal", "AppealRules", "Attachment", "CallBack", "Exchange", "Objection", "PublicCopy", "PublicCut", "Reply"]
