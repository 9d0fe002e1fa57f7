"""The ladder of money of one project: what is told on each rung, what of it has a paper, and which paper proves which rung.

Sums are whole fen. Each rung tells a total to date; sums of different rungs are never added.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from dukou.kit.core.labels import LabelledEnum
from dukou.projects.core.replays import Rung
from dukou.rules.core.values import Exact, Number, bounds, spanned

MOST = 10**15  # fen: ten trillion yuan for one project is a slip of the pen
_WAN = 1_000_000  # fen
_TWO = frozenset({Rung.IN_PLACE, Rung.FIXED_ASSETS, Rung.OUTPUT, Rung.TAX})


class PaperKind(LabelledEnum):
    """The papers of the trade that prove money."""

    CONTRACT = "contract", "投资合同书", "signed investment contract"
    CAPITAL_PROOF = "capital_proof", "出资证明", "proof of capital paid in"
    BANK_SLIP = "bank_slip", "银行回单", "bank slip"
    LAND_RECEIPT = "land_receipt", "土地价款收据", "receipt for the price of land"
    SETTLEMENT = "settlement", "工程结算单", "works settlement"
    EQUIPMENT_INVOICE = "equipment_invoice", "设备发票", "equipment invoice"
    RETURN = "return", "统计报表", "statistical return"
    TAX_PROOF = "tax_proof", "完税证明", "proof of tax paid"


PROVES: dict[Rung, tuple[PaperKind, ...]] = {
    Rung.CONTRACT: (PaperKind.CONTRACT,),
    Rung.REGISTERED: (PaperKind.CAPITAL_PROOF, PaperKind.BANK_SLIP),
    Rung.IN_PLACE: (
        PaperKind.CAPITAL_PROOF,
        PaperKind.BANK_SLIP,
        PaperKind.LAND_RECEIPT,
        PaperKind.SETTLEMENT,
        PaperKind.EQUIPMENT_INVOICE,
    ),
    Rung.FIXED_ASSETS: (PaperKind.LAND_RECEIPT, PaperKind.SETTLEMENT, PaperKind.EQUIPMENT_INVOICE, PaperKind.RETURN),
    Rung.OUTPUT: (PaperKind.RETURN,),
    Rung.TAX: (PaperKind.TAX_PROOF,),
}  # an intent, a licence or a legal opinion proves no money on any rung


def takes_two(rung: Rung) -> bool:
    """Whether a second person confirms what is claimed there: who promotes a project does not certify its money himself."""
    return rung in _TWO


def identity_of(kind: PaperKind, issuer: str, number: str) -> str:
    """What makes two entries one paper: kind, issuer and number, however wide or spaced they are written."""
    return "|".join((kind.value, _plain(issuer), _plain(number)))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@dataclass(frozen=True, slots=True)
class Total:
    """One rung over many projects, in fen: `told` by so many `projects`, `proved` by papers, `waiting` for a second person."""

    rung: Rung
    told: int
    projects: int
    proved: int
    waiting: int

    @property
    def share(self) -> Fraction | None:
        """What part of what is told has a paper; None where nothing is told."""
        return Fraction(self.proved, self.told) if self.told else None


@dataclass(frozen=True, slots=True)
class Told:
    """A total as somebody told it. `waits`: a second person has not confirmed it."""

    rung: Rung
    amount: int
    as_of: date
    said_by: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """The amount of one paper on a rung."""

    rung: Rung
    amount: int
    waits: bool = False


@dataclass(slots=True)
class Line:
    """One rung. `told`: the total that stands, None where none does; `asked`: one that waits; `proved`, `asked_proof`: sums of papers."""

    rung: Rung
    told: Told | None = None
    asked: Told | None = None
    proved: int = 0
    asked_proof: int = 0
    papers: int = field(default=0)

    @property
    def amount(self) -> int | None:
        """The total that stands, in fen."""
        return None if self.told is None else self.told.amount

    @property
    def share(self) -> Fraction | None:
        """What part of the total has a paper; None where there is no total, or it is nought."""
        return Fraction(self.proved, self.told.amount) if self.told is not None and self.told.amount else None

    @property
    def without_paper(self) -> int | None:
        """How much of the total has no paper that stands."""
        return None if self.told is None else self.told.amount - self.proved

    @property
    def least(self) -> int:
        """The least that a new total may be: what papers are there for, those that wait counted."""
        return self.proved + self.asked_proof

    @property
    def room(self) -> int:
        """What further papers may come to: up to the greater of the total that stands and the one that waits."""
        return max(each.amount if each else 0 for each in (self.told, self.asked)) - self.least


def ladder(told: Iterable[Told], proofs: Iterable[Proof]) -> dict[Rung, Line]:
    """All rungs in their order. `told` comes in the order in which it was told: the newest of a rung stands."""
    lines = {rung: Line(rung) for rung in Rung}
    for each in told:
        if each.waits:
            lines[each.rung].asked = each
        else:
            lines[each.rung].told = each
    for proof in proofs:
        line = lines[proof.rung]
        line.papers += 1
        if proof.waits:
            line.asked_proof += proof.amount
        else:
            line.proved += proof.amount
    return lines


def intensity(fen: int, land: Number) -> Number:
    """万元 of investment on a mu. `land` in mu, exact or between two ends; ends of the land give ends of the answer, no land gives none."""
    least, most = bounds(land)
    return spanned(_over(fen, most), _over(fen, least))


def _over(fen: int, land: Exact | None) -> Exact | None:
    return Fraction(fen, _WAN) / land if land is not None and land > 0 else None
