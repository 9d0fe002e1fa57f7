"""How surely a leader's product can be made, and what that hangs on: AND over what is required, OR over the firms of a node.

A node n works with probability r_n, independently of the others: that of its firms, 1 − Π(1 − r_f), or of import where nobody is here.
A product t is made where t works and the product of every node that t requires is made.

**Shared ancestors.** Multiplying P(supplier) over the suppliers counts a node twice that two of them share, and is wrong on anything but
a tree. But unfold the AND: the product of t is made exactly where every node works that can be reached from t against required supplies,
t included. Call this *set* A(t). (⇐: if all of A(t) work, then by induction along the flow so does each product in it; where recycling
closes a circle, the largest set of products that keep one another going is meant. ⇒: if n ∈ A(t) fails, its product fails, and with it
every product on a path from n to t.) An AND of independent events, each named once, has P(t) = Π over n ∈ A(t) of r_n, exactly. P is
linear in every r_n, so the Birnbaum importance ∂P/∂r_n is the product over the others: P / r_n where r_n > 0, and 0 outside A(t). It is
found by one pass over A(t) with products from both ends, without a division, so that r_n = 0 is no special case.

An input that can be substituted does not gate: something else takes its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dukou.chains.core.maps import ChainMap, Need, Supply

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Requirements:
    """For each node, as places: the nodes it requires directly."""

    inputs: tuple[tuple[int, ...], ...]


def required_supplies(chain: ChainMap) -> tuple[Supply, ...]:
    """The supplies without which the user cannot produce: the supply says required, and the supplier that nothing takes its place."""
    need = {node.key: node.need for node in chain.nodes}
    return tuple(each for each in chain.supplies if each.is_required and need[each.supplier] is Need.REQUIRED)


def requirements_of(chain: ChainMap) -> Requirements:
    """What each node of a chain requires."""
    place = chain.position
    inputs: list[set[int]] = [set() for _ in chain.nodes]
    for supply in required_supplies(chain):
        inputs[place[supply.user]].add(place[supply.supplier])
    return Requirements(tuple(tuple(sorted(each)) for each in inputs))


def node_reliability(failures: Iterable[float | None], *, unknown: float, imported: float) -> float:
    """r_n = 1 − Π f over the failure probabilities of its firms; `unknown` stands where a firm's is not known, `imported` where none is."""
    known = [unknown if failure is None else failure for failure in failures]
    return 1 - float(np.prod(known)) if known else imported


def required_set(needs: Requirements, target: int) -> tuple[int, ...]:
    """A(t): the target and everything that it requires, directly or not, in ascending places."""
    found, open_ = {target}, [target]
    while open_:
        fresh = set(needs.inputs[open_.pop()]) - found
        found |= fresh
        open_ += fresh
    return tuple(sorted(found))


def probability(needs: Requirements, works: Numbers, target: int) -> float:
    """P(t): that the target's product can be made. `works`: r_n by node, 0 to 1."""
    return float(np.prod(works[list(required_set(needs, target))]))


def importance(needs: Requirements, works: Numbers, target: int) -> Numbers:
    """∂P(t)/∂r_n by node: how much surer the product becomes per unit by which node n does. 0 where n is not required."""
    members = list(required_set(needs, target))
    factors = works[members]
    before = np.concatenate(([1.0], np.cumprod(factors)[:-1]))
    after = np.concatenate((np.cumprod(factors[::-1])[::-1][1:], [1.0]))
    found = np.zeros(len(needs.inputs))
    found[members] = before * after
    return found


def greatest_importance(needs: Requirements, works: Numbers, targets: Sequence[int]) -> Numbers:
    """By node, its importance to the product that hangs on it most; nought everywhere where there is no target."""
    return np.max([importance(needs, works, target) for target in targets], axis=0) if targets else np.zeros(len(needs.inputs))


def bottlenecks(needs: Requirements, target: int) -> dict[int, tuple[int, ...]]:
    """By node, the required inputs that reach the target only through it: the dominators of the required part of the graph.

    Dom(t) = {t}, Dom(i) = {i} ∪ ⋂ Dom(u) over the users u of i in A(t), iterated down to the greatest solution; sets are bits of an
    integer. The target itself and every input on its own are left out: all paths pass these by definition.
    """
    members = required_set(needs, target)
    users: dict[int, list[int]] = {member: [] for member in members}
    for user in members:
        for supplier in needs.inputs[user]:
            users[supplier].append(user)
    passed = dict.fromkeys(members, sum(1 << member for member in members)) | {target: 1 << target}
    is_settled = False
    while not is_settled:
        is_settled = True
        for member in members:
            if member != target and (met := _met(passed, users[member]) | 1 << member) != passed[member]:
                passed[member], is_settled = met, False
    behind = {node: tuple(i for i in members if i not in (node, target) and passed[i] >> node & 1) for node in members if node != target}
    return {node: inputs for node, inputs in behind.items() if inputs}


def _met(passed: dict[int, int], users: list[int]) -> int:
    common = passed[users[0]]
    for user in users[1:]:
        common &= passed[user]
    return common
