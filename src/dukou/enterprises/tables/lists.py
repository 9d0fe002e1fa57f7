"""Firms in a list: as a table of the page, and as rows that people take home."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.urls import reverse

from dukou.enterprises.queries.lists import Listed
from dukou.enterprises.queries.search import Found
from dukou.enterprises.tables.fields import SYNTHETIC, code_doubts, coded
from dukou.kit.core.labels import Label
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text
from dukou.kit.sheets.writing import Written

_NAME = Label("企业", "Enterprise")
_CODE = Label("代码", "Code")
_INDUSTRY = Label("行业", "Industry")
_DIVISION = Label("区划", "Division")
_FOUNDED = Label("成立", "Founded")
_STATUS = Label("状态", "Status")
_FOUND_BY = Label("找到的依据", "Found by")
TAKEN_HOME = (
    Label("编号", "Key"),
    Label("企业名称", "Name"),
    Label("统一社会信用代码", "Credit code"),
    Label("代码存疑", "Doubts about the code"),
    Label("类型", "Kind of unit"),
    Label("行业代码", "Industry code"),
    Label("行业名称", "Industry"),
    Label("区划代码", "Division code"),
    Label("区划名称", "Division"),
    Label("地址", "Address"),
    Label("注册资本", "Registered capital"),
    Label("成立日期", "Founded on"),
    Label("状态", "Status"),
    SYNTHETIC,
)


def firm_table(firms: Sequence[Listed], title: Label, suffix: str = "", hits: Mapping[int, Found] | None = None) -> Table:
    """Firms as a table, each name leading to its page; `hits` by primary key adds how each was found."""
    heads = tuple(map(Heading, (_NAME, _CODE, _INDUSTRY, _DIVISION, _FOUNDED, _STATUS)))
    if hits is None:
        return Table(title, (heads,), tuple(Row(_cells(firm, suffix)) for firm in firms))
    rows = tuple(Row((*_cells(firm, suffix), _found(firm, hits[firm.id]))) for firm in firms)
    return Table(title, ((*heads, Heading(_FOUND_BY)),), rows)


def taken_home(firms: Iterable[Listed]) -> Iterator[list[Written]]:
    """Firms as rows beneath the heads `TAKEN_HOME`; codes stay text."""
    for firm in firms:
        yield [
            firm.key,
            firm.name,
            firm.code,
            str(code_doubts(firm.code_faults)),
            str(firm.unit_kind.label),
            firm.industry,
            firm.industry_name,
            firm.division,
            firm.division_name,
            firm.address,
            firm.capital,
            firm.founded_on,
            str(firm.status.label),
            str(SYNTHETIC) if firm.is_synthetic else "",
        ]


def firm_address(key: str, suffix: str = "") -> str:
    """The address of a firm's page."""
    return reverse("enterprises:detail", args=[key]) + suffix


def _cells(firm: Listed, suffix: str) -> tuple[Cell, ...]:
    return (
        Cell(firm.name, firm_address(firm.key, suffix), qualifier=SYNTHETIC if firm.is_synthetic else ""),
        Cell(firm.code, qualifier=code_doubts(firm.code_faults)),
        Cell(coded(firm.industry, firm.industry_name)),
        Cell(firm.division_name or firm.division),
        Cell(str(firm.founded_on or "")),
        Cell(firm.status.label),
    )


def _found(firm: Listed, hit: Found) -> Cell:
    other: Text = Label(f"“{hit.name}”", f"“{hit.name}”") if hit.name != firm.name else ""
    return Cell(hit.hit.label, qualifier=other)
