"""Acts that touch what others rely on are done only for a stated reason."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class ReasonMissing(Refusal):
    """No reason was given."""

    code = "accounts.reason_missing"
    what = Label("没有办理", "this was not done")
    why = Label("没有写明理由", "no reason was given")
    cure = Label("用一句话写明理由", "state the reason in a sentence")


def stated(reason: str) -> str:
    """The reason without blanks around it; refused where nothing is left."""
    if not reason.strip():
        raise ReasonMissing()
    return reason.strip()
