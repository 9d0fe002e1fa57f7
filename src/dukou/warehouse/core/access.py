"""Who may take and ask snapshots: the operator of the machine."""

from __future__ import annotations

from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class NotTheOperator(Refusal):
    """A snapshot holds what no single post may see whole. Who holds the machine holds the database anyway."""

    code = "warehouse.not_the_operator"
    status = 403
    what = Label("没有办理", "this was not done")
    why = Label("快照含各单位不公开的数，任何一个岗位都不能看全", "it holds closed figures of every owner, which no single post may see")
    cure = Label("由服务器的操作员在命令行办理，不加 --as", "let the operator of the machine do it on the command line, without --as")


def require_operator(by: Actor) -> None:
    """Refuse people: see `NotTheOperator`."""
    if by.kind == "person":
        raise NotTheOperator()
