"""What a figure is measured against: a target or an expectation. One stated as a bound is taken at that bound, and it is said so."""

from __future__ import annotations

from dukou.clusters.core.derived import Derived, Figure
from dukou.figures.core.arithmetic import Value
from dukou.figures.core.claims import Claim, ClaimKind
from dukou.figures.core.operators import Operator
from dukou.figures.core.units import YI
from dukou.kit.core.labels import Label

_ENDS = {
    Operator.ABOVE: Label("下限", "lower bound"),
    Operator.AT_LEAST: Label("下限", "lower bound"),
    Operator.BELOW: Label("上限", "upper bound"),
    Operator.AT_MOST: Label("上限", "upper bound"),
}


def yardstick_of(claim: Claim) -> Figure:
    """The claim itself, or its bound as a figure of its own where it states one: `>100` is taken at 100."""
    end = _ENDS.get(claim.quantity.operator)
    if end is None:
        return claim
    number = claim.quantity.unit.converted(claim.quantity.number, YI)
    said = claim.value_label
    return Derived(
        f"yardstick-{claim.period or 'undated'}",
        Label(f"{name_of(claim).zh}，按{end.zh}计", f"{name_of(claim).en}, taken at its {end.en}"),
        Value.exactly(number, YI),
        Label(f"{said.zh} 取{end.zh}", f"{said.en} at its {end.en}"),
        (claim,),
        (_note(claim, end),),
        claim.period,
    )


def notes_on(claim: Claim) -> tuple[Label, ...]:
    """What has to be said where the claim is used as a yardstick."""
    end = _ENDS.get(claim.quantity.operator)
    return () if end is None else (_note(claim, end),)


def end_of(claim: Claim) -> Label | None:
    """The bound at which the claim is taken: 下限 / lower bound; None where it states no bound."""
    return _ENDS.get(claim.quantity.operator)


def name_of(claim: Claim) -> Label:
    """What the yardstick is called: 2027年目标数 / the target for 2027."""
    kind = claim.kind.label
    if claim.period is None:
        return Label(f"未注明年份的{kind.zh}", f"the undated {_NOUNS[claim.kind]}")
    return Label(f"{claim.period.label.zh}{kind.zh}", f"the {_NOUNS[claim.kind]} for {claim.period.label.en}")


_NOUNS = {kind: "figure" for kind in ClaimKind} | {
    ClaimKind.TARGET: "target",
    ClaimKind.EXPECTED: "expected figure",
    ClaimKind.ESTIMATE: "estimate",
}


def _note(claim: Claim, end: Label) -> Label:
    said = claim.value_label
    return Label(
        f"{name_of(claim).zh}写的是 {said.zh}，此处按{end.zh}计；实际若不同，进度随之变化",
        f"{name_of(claim).en} is stated as {said.en} and taken at its {end.en} here; progress changes with it",
    )
