"""The firm whose credit is asked for: there for who sees grades and for its own agent, and for nobody else."""

from __future__ import annotations

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.own import FirmNamed, acts_for_entry, firm_named
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class NoSuchFirm(Refusal):
    """The firm is not there, or its credit is not for the viewer."""

    code = "credit.no_such_firm"
    status = 404
    what = Label("没有查到企业“{key}”的信用", "there is no credit of a firm “{key}”")
    why = Label("没有这个编号，或您看不到它", "none has this key, or you may not see it")
    cure = Label("核对编号", "check the key")


class RealInDemo(Refusal):
    """Nothing in a demo home holds of a real firm, so none is named beside a grade or a record."""

    code = "credit.real_in_demo"
    status = 403
    what = Label("没有回答", "this was not answered")
    why = Label("演示环境不给真实企业评级", "in a demonstration no real firm is graded")
    cure = Label("换一家合成企业", "ask about a made-up firm")


def firm_in_sight(viewer: Viewer, key: str) -> FirmNamed | None:
    """The firm that stands for the key, for the administration and for its own agent; None for everybody else."""
    found = firm_named(viewer, key)
    if found is None or not (viewer.may(Permission.SEE_CREDIT) or acts_for_entry(viewer, found.id)):
        return None
    return found


def firm_of(viewer: Viewer, key: str) -> FirmNamed:
    """The same, or a refusal."""
    found = firm_in_sight(viewer, key)
    if found is None:
        raise NoSuchFirm(key=key)
    return found
