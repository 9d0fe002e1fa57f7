"""Two entries side by side: each field, and in a word whether they agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dukou.enterprises.core.kinds import Status
from dukou.enterprises.core.names import normal
from dukou.enterprises.queries.doubles import Clash, Pair
from dukou.enterprises.queries.lists import Listed
from dukou.enterprises.tables.fields import FIELDS, SYNTHETIC, code_doubts, coded
from dukou.enterprises.tables.lists import firm_address
from dukou.figures.core.claims import Claim
from dukou.figures.queries import claim_address
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Row, Table

_SIDES = (Label("甲", "A"), Label("乙", "B"))
_SAME = Cell(Label("相同", "same"), light=Light.GREEN.value)
_OTHER = Cell(Label("不同", "differs"), light=Light.YELLOW.value)
_ONE_ONLY = Cell(Label("只有一方有", "one side only"), light=Light.UNDECIDED.value)
_BY_HAND = Label("由人提出", "proposed by hand")
_LIKELY = ((90, Label("几乎可以肯定", "almost certain")), (75, Label("很可能", "likely")), (0, Label("有可能", "possible")))

_FIELDS: tuple[tuple[str, Callable[[Listed], str]], ...] = (
    ("unit_kind", lambda firm: str(firm.unit_kind.label)),
    ("industry", lambda firm: coded(firm.industry, firm.industry_name)),
    ("division", lambda firm: coded(firm.division, firm.division_name)),
    ("address", lambda firm: firm.address),
    ("capital_written", lambda firm: firm.capital),
    ("founded_on", lambda firm: str(firm.founded_on or "")),
    ("status", lambda firm: "" if firm.status is Status.UNSTATED else str(firm.status.label)),
)


def pair_table(pair: Pair, suffix: str = "") -> Table:
    """Every field that one side at least states, with a word and a light for whether they agree."""
    firms = (pair.first, pair.second)
    rows = [_name_row(firms, suffix), _code_row(firms)]
    for name, value in _FIELDS:
        rows.append(_row(name, tuple(Cell(value(firm)) for firm in firms)))
    heads = (Heading(Label("字段", "Field")), *map(Heading, _SIDES), Heading(Label("比较", "Compared")))
    stated = tuple(row for row in rows if any(cell.text for cell in row.cells[1:3]))
    return Table(Label("两条登记的比较", "The two entries compared"), (heads,), stated)


def clash_table(clashes: Sequence[Clash], suffix: str) -> Table:
    """Figures that state the same thing differently, each leading to its origin."""
    heads = (Heading(Label("指标", "Indicator")), Heading(Label("时期", "Period")), *(Heading(side, is_number=True) for side in _SIDES))
    rows = tuple(
        Row((Cell(each.indicator), Cell(each.period), _figure(each.first, suffix), _figure(each.second, suffix))) for each in clashes
    )
    return Table(Label("数值不一致的数据", "Figures that differ"), (heads,), rows)


def grounds_of(pair: Pair) -> Label:
    """Why the two may be one firm, and how likely that is, in words."""
    word = next(label for least, label in _LIKELY if pair.score >= least)
    said = joined([ground.label for ground in pair.grounds], zh="，", en=", ") if pair.grounds else _BY_HAND
    zh = f"{word.zh}是同一家（{pair.score} 分，满分 100）：{said.zh}"
    return Label(zh, f"{word.en} that they are one firm ({pair.score} of 100): {said.en}")


def _name_row(firms: tuple[Listed, Listed], suffix: str) -> Row:
    cells = [Cell(firm.name, firm_address(firm.key, suffix), qualifier=SYNTHETIC if firm.is_synthetic else "") for firm in firms]
    is_same = normal(firms[0].name) == normal(firms[1].name)
    return Row((Cell(FIELDS["name"]), *cells, _SAME if is_same else _OTHER))


def _code_row(firms: tuple[Listed, Listed]) -> Row:
    return _row("code_written", tuple(Cell(firm.code, qualifier=code_doubts(firm.code_faults)) for firm in firms))


def _row(field: str, cells: tuple[Cell, ...]) -> Row:
    texts = [cell.text for cell in cells]
    verdict = _SAME if texts[0] == texts[1] else _OTHER if all(texts) else _ONE_ONLY
    return Row((Cell(FIELDS[field]), *cells, verdict))


def _figure(claim: Claim, suffix: str) -> Cell:
    return Cell(claim.value_label, claim_address(claim.ref, suffix), is_number=True, is_figure=True)
