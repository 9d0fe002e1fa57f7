"""What a unit's system tells of its part: which fields go with which event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dukou.affairs.core.kinds import DeliveryEvent
from dukou.kit.core.labels import Label, joined, same
from dukou.kit.core.places import FieldFault

FIELDS = ("reference", "stage", "is_feasible", "text", "fee_fen", "fee_basis", "paper", "file")
MUST: Mapping[DeliveryEvent, frozenset[str]] = {
    DeliveryEvent.ACKNOWLEDGED: frozenset(),
    DeliveryEvent.STAGE: frozenset({"stage"}),
    DeliveryEvent.ANSWER: frozenset({"is_feasible", "text"}),
    DeliveryEvent.RESULT: frozenset({"paper", "file"}),
    DeliveryEvent.ENDED: frozenset(),
}
MAY: Mapping[DeliveryEvent, frozenset[str]] = {
    DeliveryEvent.ACKNOWLEDGED: frozenset({"reference"}),
    DeliveryEvent.STAGE: frozenset(),
    DeliveryEvent.ANSWER: frozenset({"fee_fen", "fee_basis"}),
    DeliveryEvent.RESULT: frozenset(),
    DeliveryEvent.ENDED: frozenset({"text"}),
}


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivery. It names the part by its number, or by application and matter; `told`: the fields that were sent, by name."""

    number: str
    event: DeliveryEvent
    part: int | None
    application: int | None
    matter: str
    told: Mapping[str, Any]
    sha256: str  # of its body

    def faults(self) -> Iterator[FieldFault]:
        """What is wrong with it: fields that its event lacks or does not know, or a part that is not named in one of the two ways."""
        by_matter = self.application is not None and bool(self.matter)
        if (self.part is not None) == by_matter or (self.application is None) != (not self.matter):
            yield FieldFault("body.part", _WHICH_PART, _NAME_ONE)
        wanted, known = MUST[self.event], MUST[self.event] | MAY[self.event]
        for name in FIELDS:
            if name in wanted and self.told.get(name) in (None, ""):
                yield FieldFault(f"body.{name}", _MISSING.filled(event=self.event.label), _SEND_IT)
            if name in self.told and name not in known:
                names = joined([same(each) for each in sorted(known)], zh="、", en=", ") if known else same("—")
                yield FieldFault(f"body.{name}", _NOT_OF_IT.filled(event=self.event.label), _THESE.filled(names=names))


_WHICH_PART = Label("没有说清是哪一部分", "it does not say which part it is about")
_NAME_ONE = Label("写 part，或同时写 application 和 matter", "send part, or both application and matter")
_MISSING = Label("“{event}”要有这一项", "“{event}” needs it")
_SEND_IT = Label("补上这一项", "send it")
_NOT_OF_IT = Label("“{event}”没有这一项", "“{event}” knows no such field")
_THESE = Label("可用：{names}", "use: {names}")
