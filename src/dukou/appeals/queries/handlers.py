"""Who had a part in an appeal, and so does not ask the enterprise how it went."""

from __future__ import annotations

from dukou.appeals.models import Appeal
from dukou.casework.queries.legs import answerers_of


def handlers_of(appeal: Appeal) -> set[str]:
    """The keys of everybody who filed, took in, handled or answered the appeal, or ruled on an objection about it."""
    found = {appeal.filed_by, appeal.triaged_by, *answerers_of(appeal.pk)}
    found |= set(appeal.replies.values_list("replied_by", flat=True))
    found |= set(appeal.objections.values_list("ruled_by", flat=True))
    return found - {""}
