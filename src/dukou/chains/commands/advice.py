"""`dukou chains gaps`, `suggest` and `assess`: what a chain lacks, whom to invite for first, and keeping what was found."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer
from rich.console import Group, RenderableType

from dukou.accounts.queries.callers import caller_viewer
from dukou.chains.actions import assessments
from dukou.chains.commands.looking import (
    CHAIN,
    NODE,
    STATUS,
    AnyChain,
    ChainArgument,
    KnownOn,
    amount,
    amount_between,
    head_of,
    is_open,
    looked,
    node_head,
)
from dukou.chains.commands.maps import ACT, WHY
from dukou.chains.core.assessed import Advice, Assessed, NodeFound, PartTold
from dukou.chains.core.status.facts import ChainAct, NodeStatus
from dukou.chains.queries.assessments import Shown
from dukou.chains.queries.maps import standing_texts
from dukou.kit.core.labels import Label, joined
from dukou.kit.output import Column, Format, FormatOption, emit, note, progress, table_of
from dukou.kit.pages.known import day_of

app = typer.Typer()
_NO_GAP = Label(
    "另有 {count} 个节点没有缺口或缺口未知，不列（json 里都有）",
    "{count} more nodes have no gap, or one that is not known: not listed (json has them all)",
)


@app.command(epilog="示例 · Examples:  dukou chains gaps ivd  ·  dukou chains gaps ivd --known-on 2024-07-08 --format json")
def gaps(chain: ChainArgument, known_on: KnownOn = "", format: FormatOption = Format.TABLE) -> None:
    """缺、弱、单点、险的节点：缺口多大、为什么、补链强链还是延链 · Nodes that are missing, weak or at risk: gap, reason and act"""
    shown, found = looked(chain, known_on)
    lacking = sorted((node for node in found.nodes if node.act), key=lambda node: (-(node.gap[1] if node.gap else -1.0), node.key))
    rows = [_gap(shown, node) for node in lacking]
    emit(head_of(shown, found) | {"gaps": rows}, format, lambda: table_of([_gap_row(shown, node) for node in lacking], GAPS))


@app.command(epilog="示例 · Examples:  dukou chains suggest ivd --top 5  ·  dukou chains suggest ivd --no-policy --format json")
def suggest(
    chain: ChainArgument,
    no_policy: Annotated[bool, typer.Option("--no-policy", help="不计政策权重 · Without policy weights")] = False,
    top: Annotated[int, typer.Option("--top", metavar="N", min=0, help="只列前几个，0 为全部 · Only the first; 0: all")] = 10,
    known_on: KnownOn = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """先为哪个节点招商：名次、分数、各项理由（相加即得分）、同类建议应验多少 · For which node to invite first, with reasons that add up"""
    shown, found = looked(chain, known_on, has_policy=not no_policy)
    advice = found.advice[: top or None]
    told = head_of(shown, found) | {"has_policy": found.grounds.has_policy, "draws": found.grounds.draws}
    rows = [node_head(shown, each.node) | _plain(each) for each in advice]
    worth = tuple(each for each in advice if each.has_gap)
    emit(told | {"suggestions": rows}, format, lambda: Group(*_drawn(shown, found, worth)))
    if found.grounds.track is not None:
        note(found.grounds.track)
    if left := len(found.advice) - sum(each.has_gap for each in found.advice):
        note(_NO_GAP.filled(count=left))


@app.command(epilog="示例 · Examples:  dukou chains assess  ·  dukou chains assess ivd --known-on 2024-07-08")
def assess(chain: AnyChain = "", known_on: KnownOn = "", format: FormatOption = Format.TABLE) -> None:
    """研判并保存结果，缺省全部产业链 · Look at a chain, or at all, and keep what was found"""
    slugs = [chain] if chain else [text.slug for text in standing_texts()]
    rows: list[dict[str, object]] = []
    with progress(Label("研判", "assessing"), format) as step:
        for number, slug in enumerate(slugs):
            step(slug, number, len(slugs))
            row = assessments.assess(by=caller_viewer(), chain=slug, as_of=day_of(known_on))
            counts = Counter(node["status"] for node in row.content["nodes"])
            rows.append({"chain": slug, "name": row.chain.label, "assessment": row.pk, "as_of": row.as_of, "nodes": counts})
    emit(rows, format, lambda: table_of([row | {"chain": row["name"], "nodes": _words(row["nodes"])} for row in rows], ASSESSED))


def _gap(shown: Shown, node: NodeFound) -> dict[str, object]:
    gap = None if node.gap is None else dict(zip(("low", "mid", "high"), map(round, node.gap), strict=True))
    told = {"status": node.status, "act": node.act, "gap": gap, "is_gap_at_least": is_open(node), "demand": node.demand}
    return node_head(shown, node.key) | told | {"revenue": node.revenue} | {"facts": node.facts, "reasons": node.reasons}


def _gap_row(shown: Shown, node: NodeFound) -> dict[str, object]:
    return {
        "node": node_head(shown, node.key)["name"],
        "status": NodeStatus.of(node.status).label,
        "act": ChainAct.of(node.act).label if node.act else None,
        "gap": _gap_words(node),
        "why": joined(list(node.reasons)) if node.reasons else None,
    }


def _gap_words(node: NodeFound) -> Label:
    """A gap of which a part has no known amount is told from below, and not at all where no part has one."""
    told = amount_between(node.gap)
    if told is None or (is_open(node) and not any(node.gap or ())):
        return UNKNOWN
    return Label("至少 {gap}", "at least {gap}").filled(gap=told) if is_open(node) else told


def _plain(each: Advice) -> dict[str, object]:
    """Advice as JSON tells it; amounts in fen, the logarithm of the gap in 万元; the logarithms of the parts add up to the score."""
    parts = [{"kind": one.kind, "log": one.value, "factor": one.factor, "is_floor": one.is_floor, "note": one.note} for one in each.parts]
    pulls = [{"industry": one.code, "name": one.name, "pull": one.pull} for one in each.pulls]
    return {
        "rank": each.rank,
        "among": each.among,
        "rank_interval": each.rank_interval,
        "score": each.score,
        "interval": each.interval,
        "expected": each.expected,
        "parts": parts,
        "lacks": each.lacks,
        "industry": each.industry,
        "pulls": pulls,
        "hit_rate": each.rate,
        "hit_rate_n": each.rate_n,
    }


def _drawn(shown: Shown, found: Assessed, advice: tuple[Advice, ...]) -> list[RenderableType]:
    from dukou.chains.core.suggestions.parts import PartKind  # it loads numpy, as most commands do not

    kinds = [kind for kind in PartKind if any(one.kind == kind.value for each in advice for one in each.parts)]
    columns = [
        Column("rank", Label("名次（90% 区间）", "rank (90 % interval)"), "right"),
        NODE,
        Column("score", Label("分数（90% 区间）", "score (90 % interval)"), "right"),
        *(Column(kind.value, kind.label, "right") for kind in kinds),
        Column("expected", Label("预期带来（年）", "expected a year"), "right"),
    ]
    table = table_of([_advice_row(shown, each) for each in advice], columns, _TITLE.filled(chain=shown.text.label))
    if any(one.is_floor for each in advice for one in each.parts):
        note(Label("* 实际更小，按下限计", "* in fact less; the floor is reckoned with"))
    rates: dict[Label, list[Label]] = {}
    for each in advice:
        rates.setdefault(each.rate, []).append(node_head(shown, each.node)["name"])
    return [table, *(str(_RATE.filled(nodes=joined(nodes, zh="、", en=", "), rate=rate)) for rate, nodes in rates.items())]


def _advice_row(shown: Shown, each: Advice) -> dict[str, object]:
    return {
        "rank": f"{each.rank}/{each.among}" + ("" if each.rank_interval is None else f" ({each.rank_interval[0]}–{each.rank_interval[1]})"),
        "node": node_head(shown, each.node)["name"],
        "score": f"{each.score:.2f}" + ("" if each.interval is None else f" ({each.interval[0]:.2f}…{each.interval[1]:.2f})"),
        "expected": amount(each.expected) or UNKNOWN,
        **{one.kind: _log(one) for one in each.parts},
    }


def _log(part: PartTold) -> str | Label:
    return UNKNOWN if part.value is None else f"{part.value:+.2f}{'*' if part.is_floor else ''}"


def _words(counts: object) -> Label:
    assert isinstance(counts, Counter)
    told = [(each.label, counts[each.value]) for each in NodeStatus if counts[each.value]]
    return joined([Label(f"{word.zh} {count}", f"{count} {word.en}") for word, count in told], zh="、", en=", ")


UNKNOWN = Label("未知", "unknown")
_TITLE = Label(
    "{chain}：各项理由为自然对数（缺口以万元计），相加即得分",
    "{chain}: the reasons are natural logarithms (of the gap: in 10,000 yuan) and add up to the score",
)
_RATE = Label("{nodes}：{rate}", "{nodes}: {rate}")
GAPS = [NODE, STATUS, ACT, Column("gap", Label("缺口（年）", "gap a year"), "right"), WHY]
ASSESSED = [
    CHAIN,
    Column("assessment", Label("第几次研判", "assessment"), "right"),
    Column("as_of", Label("所知截至", "known on")),
    Column("nodes", Label("节点", "nodes")),
]
