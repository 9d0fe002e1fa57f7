"""A chain as it was last looked at, drawn: every node with its state, its firms and its revenue."""

from __future__ import annotations

from django.urls import reverse

from dukou.chains.charts.faces import NodeFace
from dukou.chains.charts.maps import chain_map
from dukou.chains.charts.radar import strength_radar
from dukou.chains.core.assessed import AxisTold
from dukou.chains.core.maps import Node
from dukou.chains.core.status.facts import NodeStatus
from dukou.chains.core.status.reasons import amount_label
from dukou.chains.core.status.strength import StrengthAxis
from dukou.chains.core.words import axis_words
from dukou.chains.queries.assessments import Shown
from dukou.kit.core.labels import Label

_UNLOOKED = Label("未研判", "not assessed")


def drawn_map(shown: Shown, suffix: str = "", *, key: str = "") -> str:
    """The map in the language spoken now."""
    return chain_map(shown.chain, {node.key: _face(shown, node, suffix) for node in shown.chain.nodes}, key=key)


def drawn_strength(shown: Shown, key: str = "") -> str:
    """The radar of the chain's strength; empty where nobody has looked yet."""
    if shown.found is None:
        return ""
    axes = [
        (StrengthAxis.of(each.axis).label, None if each.percentile is None else each.percentile / 100, _said(each))
        for each in shown.found.axes
    ]
    return strength_radar(axes, key=key or f"strength-{shown.text.slug}")


def _part(percentile: float | None) -> float | None:
    return None if percentile is None else percentile / 100


def _said(each: AxisTold) -> Label:
    """The value of an axis, and that nothing is there to set it against where that is so."""
    value = axis_words(each.axis, each.value)
    if each.value is None or each.percentile is not None:
        return value
    return Label(f"{value.zh}（没有参照）", f"{value.en} (no reference)")


def _face(shown: Shown, node: Node, suffix: str) -> NodeFace:
    address = reverse("chains:node", args=[shown.text.slug, node.key]) + suffix
    found = shown.nodes.get(node.key)
    if found is None:
        return NodeFace("unknown", _UNLOOKED, (), address, node.is_critical)
    status, lines = NodeStatus.of(found.status), list[Label]()
    if found.firms:
        count = len(found.firms)
        revenue = Label("营收未知", "revenue not known") if found.revenue is None else amount_label(found.revenue)
        lines.append(Label(f"{count} 家 · {revenue.zh}", f"{count} {'firm' if count == 1 else 'firms'} · {revenue.en}"))
    return NodeFace(status.value, status.label, tuple(lines), address, node.is_critical)
