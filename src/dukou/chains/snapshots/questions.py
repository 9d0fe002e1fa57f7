"""Heavy questions about chains, one text each for every engine."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.warehouse.core.questions import QUESTIONS, Answered, Question

# A gap that is not known adds nothing to the sum and is counted beside it: where none is known the sum is missing, not nought.
NODES_BY_STATUS = QUESTIONS.add(
    "nodes-by-status",
    Question(
        name="nodes-by-status",
        label=Label("各产业链各状态的节点和缺口", "nodes of each chain by state, with their gaps"),
        text="""
            select n.chain as chain, n.status as status, count(*) as nodes, cast(sum(n.firms) as bigint) as firms,
              cast(sum(n.gap) as bigint) as gap, count(*) - count(n.gap) as unknown_gaps
            from node_standing n
            group by n.chain, n.status
        """,
        columns=(
            Answered("chain", Label("产业链", "chain")),
            Answered("status", Label("状态", "state")),
            Answered("nodes", Label("节点数", "nodes"), is_number=True),
            Answered("firms", Label("企业数（一家可在多个节点）", "firms, one on several nodes counted on each"), is_number=True),
            Answered("gap", Label("缺口合计（分）", "gaps in fen"), is_number=True),
            Answered("unknown_gaps", Label("缺口未知的节点", "nodes of unknown gap"), is_number=True),
        ),
    ),
)
