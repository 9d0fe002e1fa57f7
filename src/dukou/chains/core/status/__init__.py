"""Node status: missing, weak, single-source, at-risk, strong, extend, present or absent, from facts that are told with their figures."""

from __future__ import annotations

from dukou.chains.core.status.facts import ChainAct, NodeFact, NodeStatus, act_of, status_of
from dukou.chains.core.status.figures import FirmFigureWrong, NodeFigures, Outlook, Scene, Source, figures_of
from dukou.chains.core.status.nodes import NodeState, node_states
from dukou.chains.core.status_rules import StatusRules

__all__ = [
    "ChainAct",
    "FirmFigureWrong",
    "NodeFact",
    "NodeFigures",
    "NodeState",
    "NodeStatus",
    "Outlook",
    "Scene",
    "Source",
    "StatusRules",
    "act_of",
    "figures_of",
    "node_states",
    "status_of",
]
