"""`dukou chains map` and `status`: the nodes of a chain in their stages, and how many of them are missing, weak or strong."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dukou.chains.commands.looking import (
    CHAIN,
    FIRMS,
    NODE,
    STATUS,
    AnyChain,
    ChainArgument,
    KnownOn,
    amount,
    head_of,
    looked,
    node_head,
)
from dukou.chains.core.assessed import Assessed, NodeFound
from dukou.chains.core.status.facts import ChainAct, NodeStatus
from dukou.chains.queries.assessments import Shown
from dukou.chains.queries.maps import standing_texts
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.refusals import Refusal
from dukou.kit.output import Column, Format, FormatOption, emit, progress, table_of

app = typer.Typer()


class DrawingNotWritten(Refusal):
    """The file of a drawing cannot be written."""

    code = "chains.drawing_not_written"
    what = Label("没有写出图谱", "the map was not written")
    why = Label("写不进“{path}”：{said}", "“{path}” cannot be written: {said}")
    cure = Label("核对路径和权限", "check path and rights")


@app.command("map", epilog="示例 · Examples:  dukou chains map ivd  ·  dukou chains map noodles --svg noodles.svg --format json")
def map_(
    chain: ChainArgument,
    svg: Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="把图画进这个文件 · Draw the map into this file")] = None,
    known_on: KnownOn = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """一条链的图谱：各环节的节点、状态、企业、营收 · The map of a chain: nodes by stage, their state, firms and revenue"""
    shown, found = looked(chain, known_on)
    if svg is not None:
        from dukou.chains.charts.shown import drawn_map  # drawing takes time to load, and most commands draw nothing

        _write(svg, drawn_map(shown))
    nodes = {node.key: node for node in found.nodes}
    stages = [
        {
            "stage": stage.key,
            "name": stage.label,
            "nodes": [_node(shown, nodes[node.key]) for node in shown.chain.nodes if node.stage == stage.key and node.key in nodes],
        }
        for stage in shown.chain.stages
    ]
    rows = [
        _node_row(shown, nodes[node.key], stage.label)
        for stage in shown.chain.stages
        for node in shown.chain.nodes
        if node.stage == stage.key
    ]
    emit(head_of(shown, found) | {"stages": stages}, format, lambda: table_of(rows, MAP, shown.text.label))


@app.command(epilog="示例 · Examples:  dukou chains status  ·  dukou chains status ivd --format json")
def status(chain: AnyChain = "", known_on: KnownOn = "", format: FormatOption = Format.TABLE) -> None:
    """各链各状态的节点数；指定一条链时列出节点和依据 · Nodes by state of each chain; of one chain its nodes with the reasons"""
    if chain:
        shown, found = looked(chain, known_on)
        rows = [_state(shown, node) for node in found.nodes]
        emit(head_of(shown, found) | {"nodes": rows}, format, lambda: table_of([_state_row(row) for row in rows], STATES, shown.text.label))
        return
    texts = standing_texts()
    counts = []
    with progress(Label("查看产业链", "looking at chains"), format) as step:
        for number, text in enumerate(texts):
            step(str(text.label), number, len(texts))
            counts.append(_counts(*looked(text.slug, known_on)))
    emit(counts, format, lambda: table_of([{**row, **row["counts"], "chain": row["name"]} for row in counts], COUNTS))


def _write(path: Path, drawing: str) -> None:
    try:
        path.write_text(drawing, encoding="utf-8")
    except OSError as error:
        raise DrawingNotWritten(path=path, said=error.strerror or error) from error


def _node(shown: Shown, node: NodeFound) -> dict[str, object]:
    on_map = shown.chain.node(node.key)
    return node_head(shown, node.key) | {
        "role": on_map.role if on_map else None,
        "status": node.status,
        "firms": len(node.firms),
        "revenue": node.revenue,
    }


def _node_row(shown: Shown, node: NodeFound, stage: Label) -> dict[str, object]:
    row = _node(shown, node)
    word = NodeStatus.of(node.status).label
    return row | {"stage": stage, "node": row["name"], "status": word, "revenue": amount(node.revenue)}


def _state(shown: Shown, node: NodeFound) -> dict[str, object]:
    more = {"act": node.act, "facts": node.facts, "reasons": node.reasons, "firms": len(node.firms), "revenue": node.revenue}
    return node_head(shown, node.key) | {"status": node.status} | more


def _state_row(row: dict[str, object]) -> dict[str, object]:
    act, reasons = row["act"], row["reasons"]
    assert isinstance(reasons, tuple)
    return row | {
        "node": row["name"],
        "status": NodeStatus.of(str(row["status"])).label,
        "act": ChainAct.of(str(act)).label if act else None,
        "why": joined(list(reasons)) if reasons else None,
    }


def _counts(shown: Shown, found: Assessed) -> dict[str, dict[str, int]]:
    counts = {each.value: sum(node.status == each.value for node in found.nodes) for each in NodeStatus}
    return head_of(shown, found) | {"nodes": len(found.nodes), "counts": counts}


ACT = Column("act", Label("对策", "act"))
WHY = Column("why", Label("依据", "why"))
MAP = [
    Column("stage", Label("环节", "stage")),
    NODE,
    Column("role", Label("类别", "group")),
    STATUS,
    FIRMS,
    Column("revenue", Label("营收", "revenue"), "right"),
]
STATES = [NODE, STATUS, ACT, FIRMS, WHY]
COUNTS = [
    CHAIN,
    Column("as_of", Label("所知截至", "known on")),
    Column("nodes", Label("节点数", "nodes"), "right"),
    *(Column(each.value, each.label, "right") for each in NodeStatus),
]
