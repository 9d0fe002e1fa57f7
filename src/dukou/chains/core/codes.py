"""Which nodes an industry code leads to. A node may name two, three or four digits; the longest that fits a firm's code decides alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from dukou.chains.core.maps import ChainMap
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_LETTERED = re.compile(r"[A-Z](?=\d)")  # C3061 and 3061 are one code: the digits alone say where it stands
_LONGEST, _SHORTEST = 4, 2


class CodeSharesPastOne(Refusal):
    """Of a firm's revenue no more than all can belong to a chain."""

    code = "chains.code_shares_past_one"
    what = Label("没有按行业代码归入产业链“{chain}”", "no firm was placed on the chain “{chain}” by its industry code")
    why = Label(
        "代码 {number} 在节点 {nodes} 的权重合计 {total}，超过 1", "the weights of code {number} on {nodes} make {total}, more than 1"
    )
    cure = Label("改小权重，使同一代码合计不超过 1", "lower the weights, so that those of one code make no more than 1")


@dataclass(frozen=True, slots=True)
class CodeTable:
    """The codes of a chain: by code, the nodes that name it, each with its weight (0 to 1)."""

    edition: str
    nodes: dict[str, dict[str, Decimal]]

    def found(self, code: str) -> tuple[str, dict[str, Decimal]]:
        """The longest code of the chain that `code` begins with, and its nodes; empty where none fits.

        The longer code speaks of fewer firms and so knows more: where one node names 27 and another 2761, a firm of 2761 is the other's.
        """
        digits = plain_code(code)
        for length in range(min(len(digits), _LONGEST), _SHORTEST - 1, -1):
            if found := self.nodes.get(digits[:length]):
                return digits[:length], found
        return "", {}


def plain_code(code: str) -> str:
    """A code without the letter of its section: C3061 is 3061."""
    return _LETTERED.sub("", code.strip(), count=1)


def codes_of(chain: ChainMap) -> CodeTable:
    """The table of a chain's codes; codes whose weights pass 1 together are refused by name."""
    nodes: dict[str, dict[str, Decimal]] = {}
    for node in chain.nodes:
        for code, weight in node.codes.items():
            nodes.setdefault(plain_code(code), {})[node.key] = weight
    for code, weights in nodes.items():
        if sum(weights.values()) > 1:
            total = sum(weights.values())
            raise CodeSharesPastOne(chain=chain.label, number=code, nodes="、".join(weights), total=f"{total:f}")
    return CodeTable(chain.edition, nodes)


def weights_of(chain: ChainMap, industries: Iterable[str]) -> NDArray[np.float64]:
    """(industries, nodes): how much of an industry of a panel belongs to each node, by the rule by which firms are placed."""
    table, place, codes = codes_of(chain), chain.position, list(industries)
    weights = np.zeros((len(codes), len(chain.nodes)))
    for row, code in enumerate(codes):
        for node, weight in table.found(code)[1].items():
            weights[row, place[node]] = float(weight)
    return weights
