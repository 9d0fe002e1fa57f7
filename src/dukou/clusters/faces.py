"""A figure as a page shows it: number, sign, unit, what it is, and the address where it can be traced."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from dukou.clusters.core.derived import Derived, Figure, Unknown, bare, result_of, shown
from dukou.clusters.core.levels import scope_of
from dukou.figures.core.arithmetic import Value
from dukou.figures.core.claims import UNDATED, Claim
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.pages.tables import Cell


@dataclass(frozen=True, slots=True)
class Face:
    """`number` is empty where nothing is known; `qualifier` then says why."""

    label: Label
    number: Label | str
    operator: str | None
    unit: Label | str
    qualifier: Label | str
    address: str

    @property
    def amount(self) -> Label:
        """Number and unit as they stand in a line: 0.5%, 65 亿元."""
        gap = "" if str(self.unit) == "%" else " "
        number, unit = (each if isinstance(each, Label) else same(each or "—") for each in (self.number, self.unit))
        return Label(f"{number.zh}{gap}{unit.zh}", f"{number.en}{gap}{unit.en}")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the figures of one cluster can be traced; `suffix` keeps the day of knowledge."""

    slug: str
    suffix: str = ""

    def of(self, figure: Figure | Unknown | None) -> str:
        """To the claim's page, or to the derivation of a computed figure."""
        if isinstance(figure, Claim):
            return reverse("figures:claim", args=[figure.ref]) + self.suffix
        if isinstance(figure, Derived):
            return reverse("clusters:derivation", args=[self.slug, figure.key]) + self.suffix
        return ""

    def face(self, label: Label, figure: Figure | Unknown, *qualifiers: Label | None) -> Face:
        """A figure for a great number on a page."""
        value, label = result_of(figure), headed(label)
        if not isinstance(value, Value):
            return Face(label, "", "=", "", value.why, self.of(figure))
        sign = "" if value.operator is None else value.operator.sign
        text, unit = bare(figure), _unit_of(figure)
        number = Label(text.zh.removeprefix(sign), text.en.removeprefix(sign))
        said = [each for each in qualifiers if each]
        qualifier = joined(said, zh="，", en=", ") if said else ""
        return Face(label, number, None if value.operator is None else sign, unit, qualifier, self.of(figure))

    def cell(self, figure: Figure | Unknown | None, *, with_unit: bool = True, qualifier: Label | None = None) -> Cell:
        """A figure for a cell; empty with the reason beneath where there is no number."""
        if figure is None:
            return Cell(Label("—", "—"), is_number=True)
        value = result_of(figure)
        if not isinstance(value, Value):
            return Cell("", is_number=True, qualifier=value.why)
        text = shown(figure) if with_unit else bare(figure)
        return Cell(text, self.of(figure), is_number=True, is_figure=True, qualifier=qualifier or _range(figure) or "")


def headed(label: Label) -> Label:
    """A label as a heading: English begins with a capital."""
    return Label(label.zh, label.en[:1].upper() + label.en[1:])


def period_and_scope(figure: Figure | Unknown) -> Label | None:
    """Of what period a revenue is and what it counts."""
    if isinstance(figure, Unknown):
        return None
    when, scope = UNDATED if figure.period is None else figure.period.label, scope_of(figure).indicator_label
    return Label(f"{when.zh}，{scope.zh}", f"{when.en}, {scope.en}")


def kind_of(figure: Figure | Unknown) -> Label | None:
    """What sort of word a figure is: 公布数, 预计数, 反推."""
    if isinstance(figure, Derived):
        return Label("反推", "reckoned back")
    return figure.kind.label if isinstance(figure, Claim) else None


def _unit_of(figure: Figure | Unknown) -> Label | str:
    if isinstance(figure, Claim):
        return figure.quantity.unit.label
    value = result_of(figure)
    return value.unit.label if isinstance(value, Value) else ""


def _range(figure: Figure | Unknown) -> Label | None:
    return figure.range_label if isinstance(figure, Derived) else None
