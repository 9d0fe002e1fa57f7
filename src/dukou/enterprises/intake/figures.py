"""The figures of a row as claims: under which reference, and what is new in them beside the claims that stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.core.remarks import Remark, RemarkKind
from dukou.enterprises.core.rows import Figure
from dukou.enterprises.models import Enterprise
from dukou.enterprises.queries.merged import keys_of_many
from dukou.figures.actions import Reported
from dukou.figures.core.claims import Claim, ClaimKind, Visibility
from dukou.figures.core.origins import Origin
from dukou.figures.core.quantities import Quantity
from dukou.figures.queries import claims_of_many
from dukou.kit.core.labels import Label, LabelledEnum


class Novelty(LabelledEnum):
    """What a figure of a list is beside the claims that stand."""

    ADDED = "added", "新增", "added"
    CORRECTED = "corrected", "更正", "corrected"
    KNOWN = "known", "已有", "known already"
    OLDER = "older", "比已有的旧", "older"


@dataclass(frozen=True, slots=True)
class Occasion:
    """What all figures of a delivery share. `office`: the key of the organisation that hands it in, empty for the house itself; `origin`:
    from whom the figures are.
    """

    known_on: date
    kind: ClaimKind = ClaimKind.REPORTED
    office: str = ""
    origin: Origin = Origin.OFFICE

    def kind_of(self, figure: Figure) -> ClaimKind:
        """The kind that the cell itself says, else that of the delivery."""
        return figure.amount.kind or self.kind

    def ref_of(self, key: str, figure: Figure) -> str:
        """One claim for each firm, indicator, period, kind and office: its later list corrects it, another office's stands beside it."""
        parts = [key, figure.column.measure.key, str(figure.column.period), self.kind_of(figure).value, self.office]
        return ".".join(filter(None, parts))

    def reported(self, key: str, figure: Figure, source: str, row: int) -> Reported:
        """The figure as it is recorded."""
        return Reported(
            ref=self.ref_of(key, figure),
            subject=f"enterprise/{key}",
            indicator=figure.column.measure.key,
            value=figure.amount.quantity,
            period=figure.column.period,
            kind=self.kind_of(figure),
            source=source,
            place=str(row),
            known_on=self.known_on,
            visibility=Visibility.INTERNAL,
        )


class StandingClaims:
    """The claims that stand about some firms, as the figures of lists are held against them."""

    def __init__(self, viewer: Viewer, entries: Sequence[Enterprise], indicators: Iterable[str], today: date) -> None:
        self._keys = keys_of_many(entries)  # of each entry: its own, and those of what was merged into it
        refs = [f"enterprise/{key}" for keys in self._keys.values() for key in keys]
        self._claims = claims_of_many(viewer=viewer, subjects=refs, known_on=today, indicators=set(indicators)) if refs else {}

    def novelty(self, key: str, figure: Figure, occasion: Occasion) -> Novelty:
        """Whether the figure is new, corrects one that stands, is known, or is older than the one it would correct."""
        said = [claim for one in self._keys.get(key, ()) for claim in self._claims[f"enterprise/{one}"]]
        like = [each for each in said if _is_same_thing(each, figure, occasion)]
        own = next((each for each in like if each.ref == occasion.ref_of(key, figure)), None)
        if any(_is_equal(each, figure.amount.quantity) for each in ([own] if own else like)):
            return Novelty.KNOWN
        if own is None:
            return Novelty.ADDED
        return Novelty.OLDER if own.known_on > occasion.known_on else Novelty.CORRECTED


def older(figure: Figure, row: int) -> Remark:
    """What is said of a figure that is older than the one that stands."""
    value = figure.amount.quantity
    label = Label(f"{value} 不再录入：已有更晚得知的数", f"{value} is not taken: a figure known later stands")
    return Remark(RemarkKind.FIGURE_OLDER, label, row, heading=figure.column.measure.label.zh)


def _is_same_thing(claim: Claim, figure: Figure, occasion: Occasion) -> bool:
    column = figure.column
    return (claim.indicator, claim.period, claim.kind) == (column.measure.key, column.period, occasion.kind_of(figure))


def _is_equal(claim: Claim, quantity: Quantity) -> bool:
    stated = claim.value
    if not isinstance(stated, Quantity) or stated.unit.dimension != quantity.unit.dimension:
        return False
    return (stated.operator, stated.base_value) == (quantity.operator, quantity.base_value)
