"""What a form is: a number that measures something, a word, a date, a truth or a list; and how that is told in a fault."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dukou.kit.core.labels import Label
from dukou.rules.core.expressions import Number
from dukou.rules.core.facts import FactFace, FactType
from dukou.rules.core.quantities import MEASURES, Dimension, dimension_of, measure

RATIO = Dimension()


@dataclass(frozen=True, slots=True)
class Type:
    """`dimension`: what a number measures. `is_written`: it is made of written numbers only; `is_bare`: of such without a unit, so that it
    takes on what stands beside it. `words`: all that a word can be, where that is a closed list.
    """

    holds: FactType
    dimension: Dimension = RATIO
    is_written: bool = False
    is_bare: bool = False
    words: tuple[str, ...] | None = None

    @property
    def is_number(self) -> bool:
        """Whether it is a number."""
        return self.holds is FactType.QUANTITY

    @property
    def label(self) -> Label:
        """What it is, in words."""
        if self.holds is not FactType.QUANTITY:
            return _KINDS[self.holds]
        return Label("没写单位的数", "a number without a unit") if self.is_bare else dimension_words(self.dimension)


TRUTH, DAY, WORD = Type(FactType.TRUTH), Type(FactType.DATE), Type(FactType.TEXT)
BARE = Type(FactType.QUANTITY, is_written=True, is_bare=True)
POINTS, YEARS, DAYS = (Type(FactType.QUANTITY, dimension_of(measure(unit))) for unit in ("分", "年", "天"))
_KINDS = {
    FactType.DATE: Label("日期", "a date"),
    FactType.TEXT: Label("词", "a word"),
    FactType.TRUTH: Label("判断（是或否）", "yes or no"),
    FactType.LIST: Label("清单", "a list"),
}


def number_in(unit: str) -> Type:
    """A number of a unit; without one a plain ratio."""
    return Type(FactType.QUANTITY, dimension_of(measure(unit)) if unit else Dimension())


def type_of_number(form: Number) -> Type:
    """A written number: one without a unit is bare."""
    return replace(number_in(form.unit), is_written=True) if form.unit else BARE


def type_of_fact(face: FactFace) -> Type:
    """What a fact holds."""
    return number_in(face.unit) if face.holds is FactType.QUANTITY else Type(face.holds)


def dimension_words(dimension: Dimension) -> Label:
    """What a number measures, by the units that people write: “人”, “万元”, “万元 / 人”."""
    if not dimension.powers:
        return Label("比例", "a ratio")
    if dimension == number_in("万元").dimension:
        return Label("金额", "an amount of money")
    units = {measure_.dimension: measure_ for measure_ in reversed(MEASURES.values())} | {"money": MEASURES["万元"]}
    above = [units[name].label for name, power in dimension.powers for _ in range(power)]
    beneath = [units[name].label for name, power in dimension.powers for _ in range(-power)]
    words = [
        Label("·".join(each.zh for each in part) or "1", " · ".join(each.en for each in part) or "1")
        for part in (above, beneath)
        if part or part is above
    ]
    return Label(f"以{'/'.join(each.zh for each in words)}计的数", f"a number of {' per '.join(each.en for each in words)}")


def joint_type(left: Type, right: Type) -> Type | None:
    """What two numbers are that stand beside each other in a sum or a comparison; None where they do not measure the same.

    Beside money per head, per piece or per mu a written number says the money only: `revenue / staff >= 100万元`.
    """
    if left.is_written and not right.is_written:
        left, right = right, left
    if right.is_bare:
        return left if left.is_bare or _above(left.dimension).takes_bare_numbers else None
    if left.dimension == right.dimension or (right.is_written and _above(left.dimension) == right.dimension):
        return left
    return left if _uncounted(left.dimension) == _uncounted(right.dimension) else None


def _above(dimension: Dimension) -> Dimension:
    """What stands above the line of a quotient: money of money per head."""
    return Dimension(tuple((name, power) for name, power in dimension.powers if power > 0))


def _uncounted(dimension: Dimension) -> Dimension:
    """A product or quotient without what is counted one by one: `staff * 100万元` is money."""
    if len(dimension.powers) < 2:
        return dimension
    return Dimension(tuple((name, power) for name, power in dimension.powers if not name.startswith("count of ") and name != "area"))


def product_type(sign: str, left: Type, right: Type) -> Type:
    """What a product or a quotient of two numbers is."""
    dimension = left.dimension.times(right.dimension, 1 if sign == "*" else -1)
    return Type(FactType.QUANTITY, dimension, left.is_written and right.is_written, left.is_bare and right.is_bare)
