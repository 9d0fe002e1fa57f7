"""What an assessment is made of: everything that is known on a day, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dukou.chains.core.backtest.results import BackTest
from dukou.chains.core.codes import plain_code
from dukou.chains.core.firms import Firm
from dukou.chains.core.linkages.tables import IoTable
from dukou.chains.core.maps import ChainMap
from dukou.chains.core.outlook import Reference
from dukou.chains.core.panels import Panel
from dukou.chains.core.status_rules import StatusRules
from dukou.kit.core.labels import Label

DRAWS, REFITS = 500, 40  # replicates of a score, and of the panel's regions behind them
_LONGEST, _SHORTEST = 4, 2


@dataclass(frozen=True, slots=True)
class PanelGround:
    """A reference panel made ready, with the back-test that was made on it, where there is one. `label`: its name and source."""

    panel: Panel
    reference: Reference
    test: BackTest | None
    label: Label
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ground:
    """A chain in its district on a day. `firms`: all of the register; `leaders`: keys of the chain's leaders (链主).

    `weights`: policy weights by node, 1 where none is named. `capacities`: what one plant of a candidate turns over, in fen, by node.
    """

    chain: ChainMap
    firms: tuple[Firm, ...]
    leaders: frozenset[str]
    rules: StatusRules
    as_of: date
    panel: PanelGround | None = None
    table: IoTable | None = None
    table_label: Label | None = None
    weights: Mapping[str, float] = field(default_factory=dict)
    capacities: Mapping[str, Sequence[int]] = field(default_factory=dict)
    draws: int = DRAWS
    seed: int = 2024


def firms_by_industry(firms: Sequence[Firm], edition: str, industries: Sequence[str]) -> dict[str, float]:
    """How many firms stand in each industry of a panel, by the longest of its codes that a firm's code begins with.

    Firms of another edition and without a code are not counted: the panel could not count them either.
    """
    known, found = set(industries), dict[str, float]()
    for firm in firms:
        digits = plain_code(firm.industry) if firm.edition == edition else ""
        code = next((digits[:length] for length in range(min(len(digits), _LONGEST), _SHORTEST - 1, -1) if digits[:length] in known), "")
        if code:
            found[code] = found.get(code, 0.0) + 1
    return found
