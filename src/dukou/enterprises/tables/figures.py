"""What is stated about a firm in figures: years side by side, and everything else one beneath the other."""

from __future__ import annotations

from collections.abc import Sequence

from dukou.enterprises.queries.profiles import Profile
from dukou.figures.core.claims import Claim
from dukou.figures.core.quantities import Quantity
from dukou.figures.queries import claim_address
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import PeriodKind
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text

_Line = dict[int, Claim]
NONE_STATED = Label("—", "—")
_OF_ABSORBED = Label("属于并入的条目", "of an entry merged into this one")


def is_of_year(claim: Claim) -> bool:
    """Whether it is a quantity of one calendar year."""
    return claim.period is not None and claim.period.kind is PeriodKind.YEAR and isinstance(claim.value, Quantity)


def year_table(firm: Profile, claims: Sequence[Claim], suffix: str) -> Table | None:
    """One row for each indicator, one column for each year, each value leading to its origin; None where no year is stated.

    A year of which more is stated than one value fills further rows.
    """
    lines: dict[tuple[str, str], list[_Line]] = {}
    for claim in filter(is_of_year, claims):
        _place(lines.setdefault((claim.subject, claim.indicator), []), claim)
    flat = [line for some in lines.values() for line in some]
    years = sorted({year for line in flat for year in line})
    if not years:
        return None
    heads = (Heading(Label("指标", "Indicator")), *(Heading(Label(f"{year}年", str(year)), is_number=True) for year in years))
    return Table(Label("各年数据", "Figures by year"), (heads,), tuple(_row(firm, line, years, suffix) for line in flat))


def other_table(firm: Profile, claims: Sequence[Claim], suffix: str) -> Table | None:
    """Everything that is not of one whole year; None where there is nothing."""
    others = [claim for claim in claims if not is_of_year(claim)]
    if not others:
        return None
    heads = (
        Heading(Label("指标", "Indicator")),
        Heading(Label("数值", "Value")),
        Heading(Label("时期", "Period")),
        Heading(Label("性质", "Kind")),
        Heading(Label("何日得知", "Known on")),
    )
    rows = tuple(
        Row(
            (
                Cell(claim.indicator_label, qualifier=_whose(firm, claim)),
                Cell(claim.value_label, claim_address(claim.ref, suffix), is_figure=True),
                Cell(claim.period_label if claim.period or isinstance(claim.value, Quantity) else NONE_STATED),
                Cell(claim.kind.label),
                Cell(str(claim.known_on)),
            )
        )
        for claim in others
    )
    return Table(Label("其他数据", "Other figures"), (heads,), rows)


def _place(lines: list[_Line], claim: Claim) -> None:
    """Put a claim into the first line whose year is free."""
    assert claim.period is not None
    free = next((line for line in lines if claim.period.year not in line), None)
    if free is None:
        free = {}
        lines.append(free)
    free[claim.period.year] = claim


def _row(firm: Profile, line: _Line, years: Sequence[int], suffix: str) -> Row:
    claim = next(iter(line.values()))
    cells = (_value(line[year], suffix) if year in line else Cell(NONE_STATED, is_number=True) for year in years)
    return Row((Cell(claim.indicator_label, qualifier=_whose(firm, claim)), *cells))


def _value(claim: Claim, suffix: str) -> Cell:
    address = claim_address(claim.ref, suffix)
    return Cell(claim.value_label, address, is_number=True, is_figure=True, qualifier=claim.kind.label)


def _whose(firm: Profile, claim: Claim) -> Text:
    """That a figure was stated about an entry that was merged into this one; nothing where it is the firm's own."""
    return "" if claim.subject == firm.ref else _OF_ABSORBED
