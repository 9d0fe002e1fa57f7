"""How near a sentence that is met is to not being met: by how much the comparison that would turn it has to move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR
from fractions import Fraction

from dukou.kit.core.labels import Label
from dukou.rules.core.answers import Answer, Truth
from dukou.rules.core.books import Condition, Joint
from dukou.rules.core.checks import Check, checks_of
from dukou.rules.core.distances import size_words
from dukou.rules.core.evaluating import Evaluation, read
from dukou.rules.core.expressions import Comparison, Every, Expression, Not, Number, Some, Test
from dukou.rules.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class Margin:
    """By how much a comparison holds (or fails) before it turns: `spare` in its natural size, `share` of what is wanted."""

    check: Check
    spare: Fraction
    share: Fraction

    @property
    def words(self) -> Label:
        """`只余 0.25 个百分点`; cut downwards, so that nobody is told of more room than there is."""
        if not self.spare:
            return Label("正好在线上", "exactly on the line")
        told, none = (size_words(size, self.check.unit, ROUND_FLOOR) for size in (self.spare, Fraction(0)))
        if told != none:
            return Label("只余 {spare}", "{spare} to spare").filled(spare=told)
        return Label("只余不到 {spare}", "less than {spare} to spare").filled(spare=size_words(self.spare, self.check.unit))


def margin_of(reason: Reason) -> Margin | None:
    """The margin of a sentence that is met; None where no size decides it, where an exception holds it up, or where it is not met."""
    condition, evaluation = reason.condition, reason.evaluation
    if reason.answer is not Answer.YES or any(evaluation.condition(each) is True for each in condition.exceptions):
        return None
    return _of_condition(condition, evaluation)


def _of_condition(condition: Condition, evaluation: Evaluation) -> Margin | None:
    if condition.test is not None:
        return _of_test(condition.test, evaluation)
    told = [(evaluation.condition(part), _of_condition(part, evaluation)) for part in condition.parts]
    if condition.joint is Joint.NOT:
        return _turning(told, 1, own=evaluation.own(condition), is_turned=True)
    wanted = {Joint.ALL: len(told), Joint.ANY: 1}.get(condition.joint, condition.count)
    return _turning(told, wanted, own=evaluation.own(condition))


def _of_test(test: Test, evaluation: Evaluation) -> Margin | None:
    if isinstance(test, Every | Some):
        told = [(_truth(part, evaluation), _of_test(part, evaluation)) for part in test.parts]
        return _turning(told, len(told) if isinstance(test, Every) else 1, own=_truth(test, evaluation))
    if isinstance(test, Not):
        return _of_test(test.part, evaluation)
    return _of_comparison(test, evaluation) if isinstance(test, Comparison) else None


def _turning(told: Sequence[tuple[Truth, Margin | None]], wanted: int, *, own: Truth, is_turned: bool = False) -> Margin | None:
    """What turns “at least so many of these hold”: of those that hold (or fail) as many as must turn, the farthest of the nearest."""
    if own is None:
        return None
    holds = own != is_turned
    some = [margin for truth, margin in told if truth is holds]
    must = len(some) - wanted + 1 if holds else wanted - sum(truth is True for truth, _ in told)
    return _nearest(some, must)


def _nearest(some: Iterable[Margin | None], number: int) -> Margin | None:
    """The `number`-th nearest; what is no matter of size lies beyond all others."""
    sized = sorted((margin for margin in some if margin is not None), key=lambda margin: margin.share)
    return sized[number - 1] if 0 < number <= len(sized) else None


def _of_comparison(test: Comparison, evaluation: Evaluation) -> Margin | None:
    have, need = (_number(evaluation, form) for form in (test.left, test.right))
    if have is None or need is None or test.sign in ("=", "!="):
        return None
    limit = abs(have if isinstance(test.left, Number) else need)  # read from right to left where the number stands first
    (check,) = checks_of(test, evaluation)
    return Margin(check, abs(have - need), abs(have - need) / limit) if limit else None


def _number(evaluation: Evaluation, form: Expression) -> Fraction | None:
    """A number that is known exactly."""
    value = read(evaluation, form)
    return Fraction(value) if isinstance(value, int | Fraction) and not isinstance(value, bool) else None


def _truth(test: Test, evaluation: Evaluation) -> Truth:
    value = read(evaluation, test)
    return value if isinstance(value, bool) else None
