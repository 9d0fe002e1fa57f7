"""A fact as it is written, made into what is kept."""

from __future__ import annotations

from typing import Any

from dukou.kit.core.refusals import Malformed
from dukou.projects.actions.money_refusals import FactNotSoStated
from dukou.projects.queries.stated import statable
from dukou.rules.core.facts import UnknownFact
from dukou.rules.core.inputs import fact_value
from dukou.rules.core.records import plain
from dukou.rules.queries import near_facts


def kept_value(fact: str, value: object) -> Any:
    """The value as plain JSON, exact; refused where no such fact of projects is declared, or it is written wrongly."""
    face = statable(fact)
    if face is None:
        raise UnknownFact(name=fact, near=near_facts(fact))
    try:
        return plain(fact_value(face, value))
    except Malformed as fault:
        raise FactNotSoStated(fact=fact, said=fault.what, how=fault.cure) from fault
