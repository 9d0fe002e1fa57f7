"""Satisfaction that can be believed: how many were asked, how many answered, who is silent, and what the silent could turn it into."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from dukou.kit.core.disclosure import Shown, suppressed
from dukou.kit.core.labels import Label, LabelledEnum, joined
from dukou.kit.core.rates import NoBase, Rate

Key = TypeVar("Key", bound=Hashable)


class AnswerKind(LabelledEnum):
    """What came of asking somebody: the three that make up everybody who was asked."""

    SATISFIED = "satisfied", "满意", "satisfied"
    DISSATISFIED = "dissatisfied", "不满意", "dissatisfied"
    SILENT = "silent", "未回应", "did not answer"


@dataclass(frozen=True, slots=True)
class Asked:
    """People who were asked whether they are satisfied, 0 ≤ satisfied ≤ answered ≤ asked; `reopened`: cases opened again, by whoever."""

    asked: int
    answered: int
    satisfied: int
    reopened: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.satisfied <= self.answered <= self.asked or self.reopened < 0:
            raise ValueError(f"{self.satisfied} satisfied of {self.answered} answers of {self.asked} asked cannot be")

    @property
    def silent(self) -> int:
        """Those who did not answer: neither satisfied nor not."""
        return self.asked - self.answered

    @property
    def response(self) -> Rate:
        """Who answered, of those asked."""
        return Rate(self.answered, self.asked)

    @property
    def satisfaction(self) -> Rate:
        """Who is satisfied, of those who answered: the rate that is usually published alone."""
        return Rate(self.satisfied, self.answered)

    @property
    def worst(self) -> Rate:
        """The rate if none of the silent were satisfied."""
        return Rate(self.satisfied, self.asked)

    @property
    def best(self) -> Rate:
        """The rate if all of the silent were."""
        return Rate(self.satisfied + self.silent, self.asked)

    @property
    def parts(self) -> dict[AnswerKind, int]:
        """Everybody asked, by what came of it."""
        return {
            AnswerKind.SATISFIED: self.satisfied,
            AnswerKind.DISSATISFIED: self.answered - self.satisfied,
            AnswerKind.SILENT: self.silent,
        }

    @property
    def label(self) -> Label:
        """All of it in one sentence, as it has to stand wherever the rate does."""
        told = [_SATISFIED.filled(rate=self.satisfaction.label), *_interval(self.satisfaction)]
        told += [_ANSWERED.filled(asked=f"{self.asked:,}", answered=f"{self.answered:,}", silent=f"{self.silent:,}")]
        if self.silent:
            told.append(_BOUNDS.filled(worst=self.worst.label, best=self.best.label))
        if self.reopened:
            told.append(_REOPENED.filled(reopened=f"{self.reopened:,}"))
        return joined(told)


_SATISFIED = Label("满意 {rate}", "satisfied: {rate}")
_INTERVAL = Label("95% 区间 {low:.1f}%—{high:.1f}%", "95 % interval {low:.1f} to {high:.1f} %")
_ANSWERED = Label("询问 {asked}，回答 {answered}，未回应 {silent}", "{asked} asked, {answered} answered, {silent} silent")
_BOUNDS = Label("未回应者全不满意为 {worst}，全满意为 {best}", "{worst} if none of the silent were satisfied, {best} if all were")
_REOPENED = Label("重新打开 {reopened} 件", "{reopened} opened again")


def together(several: Mapping[Key, Asked]) -> Asked:
    """All of them as one."""
    every = several.values()
    return Asked(
        sum(each.asked for each in every),
        sum(each.answered for each in every),
        sum(each.satisfied for each in every),
        sum(each.reopened for each in every),
    )


def public(several: Mapping[Key, Asked], threshold: int) -> Shown[Key, AnswerKind]:
    """The counts as the public may see them, with small ones suppressed and none to be reckoned from the totals."""
    return suppressed({(key, kind): count for key, each in several.items() for kind, count in each.parts.items()}, threshold)


def _interval(rate: Rate) -> list[Label]:
    found = rate.interval
    return [] if isinstance(found, NoBase) else [_INTERVAL.filled(low=found[0] * 100, high=found[1] * 100)]
