"""The reasons of an answer, sentence by sentence: what is there, what is wanted, which facts it leans on, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dukou.kit.core.labels import Label
from dukou.kit.core.lazily import lazily
from dukou.rules.core.answers import Answer, Finding, Truth
from dukou.rules.core.behind import Behind
from dukou.rules.core.books import Condition, Joint
from dukou.rules.core.checks import Check, checks_of
from dukou.rules.core.distances import distance_words
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.expressions import Test
from dukou.rules.core.facts import FactFace, Stated
from dukou.rules.core.gaps import Missing, gaps_of
from dukou.rules.core.linking import FactKey
from dukou.rules.core.shown import value_words

Sources = Mapping[FactKey, Stated]


@dataclass(eq=False)
class Used:
    """A fact that was used: its value in words, and where it comes from; without `stated` it was handed in."""

    face: FactFace
    back: int
    value: Label
    stated: Stated | None

    @lazily
    def told(self) -> dict[str, Any]:
        """As JSON doors speak it; one and the same for all sentences that lean on it, to be read only."""
        told: dict[str, Any] = {
            "fact": self.face.name,
            "label": self.face.label.as_dict(),
            "back": self.back,
            "value": self.value.as_dict(),
        }
        if self.stated is not None:
            told |= {"source": self.stated.source, "place": self.stated.place, "known_on": self.stated.known_on.isoformat()}
            told |= {"period": str(self.stated.period)} if self.stated.period else {}
        return told


@dataclass(slots=True, eq=False)
class Footing:
    """What reasons stand on: the evaluation, and where its facts come from. A fact is put into words once, however many lean on it."""

    evaluation: Evaluation
    sources: Sources
    _behind: Behind = field(init=False)
    _given: frozenset[str] = field(init=False)
    _used: dict[FactKey, Used] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._behind, self._given = self.evaluation.linked.once(Behind), frozenset(self.evaluation.given)

    def used(self, test: Test) -> list[Used]:
        """The known facts that a test of the book leans on."""
        found = []
        for key, face in self._behind.form(test, self._given):
            used = self._used.get(key) or self._taken(key, face)
            if used is not None:
                found.append(used)
        return found

    def _taken(self, key: FactKey, face: FactFace) -> Used | None:
        value = self.evaluation.facts.get(key)
        if value is None:
            return None
        self._used[key] = Used(face, key[1], value_words(value, face.unit), self.sources.get(key))
        return self._used[key]

    def missing(self, keys: Mapping[FactKey, FactFace]) -> list[Missing]:
        """Facts that are wanting."""
        return [Missing.of(key, face, self.evaluation, self.sources) for key, face in keys.items()]

    def reason(self, condition: Condition, *, is_veto: bool = False, is_barred: bool = False) -> Reason:
        """The reason of one condition."""
        own = self.evaluation.own(condition)
        truth = own if own is True or not condition.exceptions else self.evaluation.condition(condition)
        return Reason(condition, self, truth, own, is_veto, is_veto or is_barred)


@dataclass(eq=False)
class Reason:
    """One sentence with its answer. `own`: whether it holds by itself; `waived_by`: the exception that made it hold.

    `is_barred`: it names what must not be (a veto, an item under “none of”), so that it is told as found or not found.
    """

    condition: Condition
    footing: Footing
    truth: Truth
    own: Truth
    is_veto: bool = False
    is_barred: bool = False

    @property
    def evaluation(self) -> Evaluation:
        """The evaluation that it is a part of."""
        return self.footing.evaluation

    @property
    def answer(self) -> Answer:
        """Yes where the sentence is met: a veto that is not given is met."""
        return Answer.told((not self.truth) if self.is_veto and self.truth is not None else self.truth)

    @property
    def finding(self) -> Finding | None:
        """Whether what it bars was found; None where it bars nothing."""
        return Finding.told(self.truth) if self.is_barred else None

    @property
    def is_well(self) -> Truth:
        """Whether the sentence speaks for the subject: a barred one does where nothing was found."""
        return (None if self.truth is None else not self.truth) if self.is_barred else self.truth

    @property
    def word(self) -> Label:
        """The answer as readers are told it."""
        return self.finding.label if self.finding else self.answer.label

    @property
    def waived_by(self) -> Condition | None:
        """The exception by which the sentence need not hold."""
        if self.own is True or self.truth is not True:
            return None
        return next((each for each in self.condition.exceptions if self.evaluation.condition(each) is True), None)

    @lazily
    def parts(self) -> list[Reason]:
        """The sentences within it, exceptions last."""
        condition, reason = self.condition, self.footing.reason
        is_barred = self.is_barred != (condition.joint is Joint.NOT)
        return [*(reason(part, is_barred=is_barred) for part in condition.parts), *map(reason, condition.exceptions)]

    @lazily
    def checks(self) -> list[Check]:
        """The comparisons that its test is made of."""
        return checks_of(self.condition.test, self.evaluation) if self.condition.test is not None else []

    @property
    def distances(self) -> list[Label]:
        """How far the comparisons miss, where missing them counts: not of what holds otherwise, and not of what is barred."""
        if self.is_barred or self.truth is True:
            return []
        return [told for told in map(distance_words, self.checks) if told is not None]

    @lazily
    def used(self) -> list[Used]:
        """The known facts that its test leans on."""
        return self.footing.used(self.condition.test) if self.condition.test is not None else []

    @lazily
    def missing(self) -> list[Missing]:
        """What would have to be known; empty where the sentence is decided."""
        if self.truth is not None:
            return []
        keys = gaps_of(self.condition.test, self.evaluation) if self.condition.test is not None and self.own is None else {}
        return list(dict.fromkeys([*self.footing.missing(keys), *(gap for part in self.parts for gap in part.missing)]))

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it."""
        condition, answer, checks, parts = self.condition, self.answer, self.checks, self.parts
        told: dict[str, Any] = {
            "path": condition.path,
            "clause": condition.clause,
            "text": condition.text.as_dict() if condition.text else None,
            "answer": answer.code,
            "is_veto": self.is_veto,
            "unverified": condition.is_unverified,
        }
        if self.is_barred:
            told["finding"] = Finding.told(self.truth).code
        if checks:
            told["checks"] = [check.as_dict() for check in checks]
            told["facts"] = [used.told for used in self.used]
        if self.truth is None and self.missing:
            told["missing"] = [gap.as_dict() for gap in self.missing]
        if condition.hint is not None and answer is not Answer.YES:
            told["hint"] = condition.hint.as_dict()
        if condition.exceptions and (waived_by := self.waived_by) is not None:
            told["waived_by"] = waived_by.clause
        if parts:
            told["joint"] = condition.joint.code
            told["parts"] = [part.as_dict() for part in parts]
        return told
