"""What is still due to each firm: the best bundle of what it is entitled to, beside what it has had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dukou.policies.core.benefits import Amount
from dukou.policies.core.stacking import Choice, Group, best_bundle
from dukou.policies.queries.claims import received_by_firm
from dukou.policies.queries.policies import groups
from dukou.policies.queries.runs import Matched

Case = tuple[tuple[tuple[Choice, int | None], ...], tuple[tuple[str, int], ...]]  # each measure with its upper bound; what was received


def dues(open_: Iterable[Matched], year: int) -> dict[tuple[str, int], Amount]:
    """By measure and firm what is due of these; what a group bars is left out, what is not money is there with nought.

    `open_`: what a firm is entitled to, was not given, and can still get. Surely due is the best bundle of what each gives at least;
    at most, what the measure gives alone beside what was received. Firms in the same case are reckoned once.
    """
    by_firm: dict[int, list[Matched]] = {}
    for each in open_:
        by_firm.setdefault(each.firm_id, []).append(each)
    known, had = groups(), received_by_firm(year)
    reckoned: dict[Case, dict[str, Amount]] = {}
    found: dict[tuple[str, int], Amount] = {}
    for firm, some in by_firm.items():
        case = (tuple(_choice(each) for each in some), tuple(sorted(had.get(firm, {}).items())))
        if case not in reckoned:
            reckoned[case] = _of_case(case[0], known, dict(case[1]))
        found |= {(key, firm): amount for key, amount in reckoned[case].items()}
    return found


def _choice(each: Matched) -> tuple[Choice, int | None]:
    measure, amount = each.standing.measure, each.amount
    return Choice(measure.key, amount.least if amount else 0, frozenset(measure.groups)), amount.most if amount else 0


def _of_case(some: Sequence[tuple[Choice, int | None]], known: Sequence[Group], had: Mapping[str, int]) -> dict[str, Amount]:
    paid = best_bundle([choice for choice, _ in some], known, had).paid
    return {choice.key: _between(choice, most, paid[choice.key], known, had) for choice, most in some if choice.key in paid}


def _between(choice: Choice, most: int | None, sure: int, known: Sequence[Group], had: Mapping[str, int]) -> Amount:
    if most is None or most == choice.amount:
        return Amount(sure, None if most is None else sure)
    top = best_bundle([Choice(choice.key, most, choice.groups)], known, had).paid.get(choice.key, 0)
    return Amount(sure, max(sure, top))
