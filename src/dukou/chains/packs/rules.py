"""`chain_rules.yaml`: the district's own thresholds of node states, and its policy weights with the document behind each."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, ClassVar

from pydantic import Field

from dukou.chains.core.status_rules import StatusRules
from dukou.chains.models import ChainRules
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.core.refusals import Malformed
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.schemas import Schema
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section

KEY = "chain_rules"
_CHAIN_OR_NODE = Label("产业链或节点", "chain or node")
_SOURCE = Label("来源", "source")


class WeightEntry(Schema):
    """A policy factor of a chain (`ivd`) or of a node (`node/ivd-enzymes`); it multiplies what evidence says and can be switched off."""

    of: str
    weight: Decimal = Field(gt=0, le=10)
    source: str
    at: str = ""


class RulesEntry(Schema):
    """`status`: thresholds that differ from the usual ones, by name."""

    status: dict[str, Any] = {}
    weights: tuple[WeightEntry, ...] = ()


class RuleSection(Section[RulesEntry]):
    """The whole file is one entry; a pack without it goes by the usual thresholds and has no weights."""

    name: ClassVar[str] = "chain_rules"
    files: ClassVar[str] = "chain_rules.yaml"
    many: ClassVar[bool] = False
    forgets: ClassVar[bool] = True
    schema = RulesEntry

    def check(self, entries: dict[str, Entry[RulesEntry]], contents: Contents) -> list[Fault]:
        """Thresholds are known and within reason; weights speak of chains and nodes that are there, on a source that is there."""
        return [fault for entry in entries.values() for fault in _faults(entry, contents)]

    def wanted(self, entries: dict[str, Entry[RulesEntry]], contents: Contents) -> dict[str, Fields]:
        """What should be stored; thresholds that are the usual ones as well, so that a later program does not change them unasked."""
        return {
            key: {
                "status": StatusRules.of_plain(entry.data.status).plain(),
                "weights": {each.of: str(each.weight) for each in entry.data.weights},
            }
            for key, entry in entries.items()
        }

    def current(self) -> dict[str, Fields]:
        """What is stored."""
        row = ChainRules.objects.first()
        return {} if row is None else {KEY: {"status": row.status, "weights": row.weights}}

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Store the change."""
        for change in changes:
            ChainRules.objects.all().delete()
            if change.sort != "removed":
                ChainRules.objects.create(pack=loading.pack, **change.after)


def _faults(entry: Entry[RulesEntry], contents: Contents) -> Iterator[Fault]:
    try:
        StatusRules.of_plain(entry.data.status)
    except Malformed as error:
        yield entry.fault(error.what, error.cure, "status")
    known = [*contents.of("chains"), *(ref for ref in contents.declared if ref.startswith("node/"))]
    for position, each in enumerate(entry.data.weights):
        if each.of not in known:
            yield contents.unknown(entry, each.of, known, _CHAIN_OR_NODE, "weights", position, "of")
        if each.source not in contents.of("sources"):
            yield contents.unknown(entry, each.source, list(contents.of("sources")), _SOURCE, "weights", position, "source")
