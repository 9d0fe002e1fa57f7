"""What the verbs share: the chain as it was last looked at or looks now, the node that is meant, and amounts as they are written."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.callers import caller_viewer
from dukou.chains.actions.refusals import NoSuchChain, NoSuchNode
from dukou.chains.core.assessed import Assessed, NodeFound, Three
from dukou.chains.core.maps import node_ref
from dukou.chains.core.status.facts import NodeFact
from dukou.chains.core.status.reasons import amount_label
from dukou.chains.core.words import money_between
from dukou.chains.queries.assessments import Shown, look, shown_chain
from dukou.chains.queries.maps import node_names, standing_texts, text_of
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.output import Column, note
from dukou.kit.pages.known import day_of

ChainArgument = Annotated[str, typer.Argument(metavar="CHAIN", help="产业链代号，如 ivd · Key of a chain, such as ivd")]
AnyChain = Annotated[str, typer.Argument(metavar="[CHAIN]", help="产业链代号，缺省全部 · Key of a chain; all by default")]
NodeArgument = Annotated[str, typer.Argument(metavar="NODE", help="节点编号或名称 · Reference or Chinese name of a node")]
KnownOn = Annotated[str, typer.Option("--known-on", metavar="DATE", help="按该日所知，缺省今天 · As known on this day, default today")]

CHAIN = Column("chain", Label("产业链", "chain"))
NODE = Column("node", Label("节点", "node"))
STATUS = Column("status", Label("状态", "state"))
FIRMS = Column("firms", Label("企业数", "firms"), "right")


class NameShared(Refusal):
    """A name that several nodes bear."""

    code = "chains.name_shared"
    what = Label("没有找到要办的节点", "the node that is meant was not found")
    why = Label("“{text}”有 {count} 个节点", "{count} nodes are called “{text}”")
    cure = Label("写编号：{refs}", "write its reference: {refs}")


def observer() -> Viewer:
    """The caller, who must be one who sees chains."""
    viewer = caller_viewer()
    viewer.require(Permission.SEE_CHAINS)
    return viewer


def looked(slug: str, known_on: str, *, has_policy: bool = True) -> tuple[Shown, Assessed]:
    """A chain with what was found of it: the newest look that is kept and not stale, else a fresh one; which of them is said on stderr."""
    observer()
    day = day_of(known_on)
    kept = shown_chain(slug, day)
    text = text_of(slug)
    if kept is None or text is None:
        raise NoSuchChain(chain=slug, known="、".join(row.slug for row in standing_texts()))
    if kept.found is not None and kept.found.as_of == day and not kept.is_stale and (has_policy or not kept.found.grounds.has_policy):
        note(_KEPT.filled(chain=kept.text.label, number=kept.number, on=kept.found.as_of))
        return kept, kept.found
    found = look(text, day, has_policy=has_policy)
    why = _NONE if kept.found is None else _STALE if kept.is_stale else _EARLIER if kept.found.as_of != day else _OTHERWISE
    note(why.filled(chain=text.label, on=day))
    return Shown(text, None, False, found), found


def head_of(shown: Shown, found: Assessed) -> dict[str, Any]:
    """What a result rests on, as JSON begins with it. `assessment` is null where nothing was kept."""
    return {
        "chain": shown.text.slug,
        "name": shown.text.label,
        "version": shown.text.version,
        "as_of": found.as_of,
        "assessment": shown.number,
        "panel": found.grounds.panel,
        "table": found.grounds.table,
    }


def node_head(shown: Shown, key: str) -> dict[str, Any]:
    """A node's reference and name."""
    node = shown.chain.node(key)
    return {"node": node_ref(shown.text.slug, key), "name": node.label if node else None}


def node_called(text: str) -> str:
    """The reference of the node that is meant by a reference or a name."""
    refs = node_names().called(text)
    if not refs:
        raise NoSuchNode(node=text)
    if len(refs) > 1:
        raise NameShared(text=text, count=len(refs), refs="、".join(refs))
    return refs[0]


def is_open(node: NodeFound) -> bool:
    """Whether somebody here buys more of it than the known amounts say."""
    return NodeFact.DEMAND_OPEN in node.facts


def amount(fen: float | None) -> Label | None:
    """Money as people read it."""
    return None if fen is None else amount_label(fen)


def amount_between(fen: Three | None) -> Label | None:
    """An amount with the ends between which it lies."""
    return None if fen is None else money_between(fen)


_KEPT = Label("{chain}：按第 {number} 次研判，{on} 所知", "{chain}: by assessment {number}, on what was known on {on}")
_NONE = Label("{chain}：没有保存的研判，按 {on} 所知现算", "{chain}: no assessment is kept; looked at now, on what is known on {on}")
_STALE = Label("{chain}：研判之后又有新资料，按 {on} 所知现算", "{chain}: things were added since; looked at now, on what is known on {on}")
_EARLIER = Label(
    "{chain}：最近的研判是别的日子的，按 {on} 所知现算", "{chain}: the newest assessment is of another day; looked at now, as known on {on}"
)
_OTHERWISE = Label("{chain}：不计政策权重，按 {on} 所知现算", "{chain}: without policy weights; looked at now, on what is known on {on}")
