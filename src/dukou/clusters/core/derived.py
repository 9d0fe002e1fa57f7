"""Figures that are computed, each with its formula in words and its inputs, so that every one can be traced down to claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from dukou.figures.core.arithmetic import Value
from dukou.figures.core.claims import Claim
from dukou.figures.core.units import YI, Unit
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period
from dukou.kit.core.rates import NoBase

DIGITS = {"money": 2, "share": 1, "difference of shares": 1}  # decimals shown; things that are counted have none


@dataclass(frozen=True, slots=True)
class Unknown:
    """The answer where the claims do not say; falsy, and it says what is missing. Never nought, never no."""

    why: Label

    def __bool__(self) -> bool:
        return False

    @property
    def label(self) -> Label:
        """The word that stands in the figure's place."""
        return UNKNOWN


UNKNOWN = Label("不知", "unknown")
Result = Value | NoBase | Unknown


@dataclass(frozen=True, slots=True)
class Derived:
    """One computed figure. `formula` has the numbers filled in; `notes` say what was taken for what on the way."""

    key: str
    label: Label
    result: Result
    formula: Label
    inputs: tuple[Claim | Derived, ...] = ()
    notes: tuple[Label, ...] = ()
    period: Period | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is a number."""
        return isinstance(self.result, Value)

    @property
    def value_label(self) -> Label:
        """The figure as it is shown; the word for why there is none otherwise."""
        return shown(self)

    @property
    def range_label(self) -> Label | None:
        """What it can really be, given how its inputs were rounded; None where that is one value as shown, or unbounded."""
        if not isinstance(self.result, Value) or not self.result.interval.is_bounded:
            return None
        unit, interval = self.result.unit, self.result.interval
        low, high = (rounded(end, digits_of(unit)) for end in (interval.low, interval.high))
        shown_range = self.result.range_shown(max(_decimals(low), _decimals(high)))
        if low == high or shown_range is None:
            return None
        if low >= 0:
            return shown_range
        return _true_minus(Label(shown_range.zh.replace("–", " 至 "), shown_range.en.replace("–", " to ")))

    @property
    def why(self) -> Label | None:
        """Why there is no number."""
        return None if isinstance(self.result, Value) else self.result.why

    def tree(self) -> Iterator[Derived]:
        """This figure and every computed figure beneath it."""
        yield self
        for part in self.inputs:
            if isinstance(part, Derived):
                yield from part.tree()

    def as_dict(self) -> dict[str, object]:
        """The figure as JSON doors speak it; claims among its inputs by reference, computed ones by key."""
        inputs = [{"figure": part.key} if isinstance(part, Derived) else {"claim": part.ref} for part in self.inputs]
        return {
            "key": self.key,
            "label": self.label.as_dict(),
            "period": None if self.period is None else str(self.period),
            **result_dict(self.result),
            "formula": self.formula.as_dict(),
            "inputs": inputs,
            "notes": [note.as_dict() for note in self.notes],
        }


Figure = Claim | Derived


def derive(
    key: str,
    label: Label,
    *,
    formula: Label,
    parts: Mapping[str, Figure | Unknown],
    compute: Callable[..., Value | NoBase],
    notes: tuple[Label, ...] = (),
    period: Period | None = None,
) -> Derived:
    """The figure that `compute` makes of the parts, in their order; without a number as soon as one part has none.

    `{names}` of the parts in the formula are filled with their figures.
    """
    results = [result_of(part) for part in parts.values()]
    missing = [result for result in results if not isinstance(result, Value)]
    result: Result = missing[0] if missing else compute(*results)
    spoken = formula.filled(**{name: shown(part) for name, part in parts.items()})
    known = tuple(part for part in parts.values() if not isinstance(part, Unknown))
    return Derived(key, label, result, spoken, known, notes, period)


def underivable(key: str, label: Label, why: Label, *, inputs: tuple[Figure, ...] = (), period: Period | None = None) -> Derived:
    """A figure that cannot be computed, with the reason."""
    return Derived(key, label, Unknown(why), why, inputs, (), period)


def result_of(figure: Figure | Unknown) -> Result:
    """The number behind a figure, money in 亿元; or why there is none."""
    if isinstance(figure, Unknown):
        return figure
    if isinstance(figure, Derived):
        return figure.result
    value = figure.computable
    return value.within(YI) if value.unit.dimension == YI.dimension else value


def shown(figure: Figure | Unknown) -> Label:
    """A figure as it stands in a sentence."""
    if isinstance(figure, Claim):
        return figure.value_label
    if isinstance(figure, Unknown):
        return UNKNOWN
    if isinstance(figure.result, Value):
        digits = _decimals(rounded(figure.result.point, digits_of(figure.result.unit)))
        return _true_minus(figure.result.shown(digits)) or UNKNOWN
    return UNKNOWN if isinstance(figure.result, Unknown) else figure.result.why


def as_dict_of(figure: Figure | Unknown) -> dict[str, object]:
    """A figure as JSON doors speak it, whichever sort it is; without a number, the reason."""
    return result_dict(figure) if isinstance(figure, Unknown) else figure.as_dict()


def bare(figure: Figure | Unknown) -> Label:
    """A figure without its unit, for tables and axes that name the unit already."""
    value, text = result_of(figure), shown(figure)
    if not isinstance(value, Value):
        return text
    unit = (figure.quantity.unit if isinstance(figure, Claim) else value.unit).label
    return Label(text.zh.removesuffix(unit.zh).strip(), text.en.removesuffix(unit.en).strip())


def digits_of(unit: Unit) -> int:
    """How many decimals a computed figure of this unit is shown with."""
    return 0 if unit.is_counted else DIGITS.get(unit.dimension, 2)


def result_dict(result: Result) -> dict[str, object]:
    """Operator, value, interval and unit, rounded as shown; `null` and the reason where there is no number."""
    if not isinstance(result, Value):
        return {"operator": None, "value": None, "low": None, "high": None, "unit": None, "why": result.why.as_dict()}
    digits = digits_of(result.unit)
    ends = {"low": result.interval.low, "high": result.interval.high}
    return {
        "operator": None if result.operator is None else result.operator.value,
        "value": rounded(result.point, digits),
        **{name: rounded(end, digits) if end.is_finite() else None for name, end in ends.items()},
        "unit": result.unit.code,
    }


def rounded(number: Decimal, digits: int) -> Decimal:
    """The number with at most so many decimals, without trailing noughts: 55.00 would claim more than anybody knows."""
    short = number.quantize(Decimal(1).scaleb(-digits)).normalize()
    return short if _decimals(short) else short.quantize(Decimal(1))


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _true_minus(label: Label | None) -> Label | None:
    return Label(label.zh.replace("-", "\u2212"), label.en.replace("-", "\u2212")) if label else None
