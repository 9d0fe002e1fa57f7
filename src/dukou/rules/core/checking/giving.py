"""What a rule book gives beside its answer: money, points, words; found as the check finds it, so that every form is understood."""

from __future__ import annotations

from dukou.rules.core.checking.forms import Forms
from dukou.rules.core.checking.types import Type
from dukou.rules.core.linking import Linked
from dukou.rules.core.reading.fields import Faults


def type_of_value(linked: Linked) -> Type | None:
    """The type of the book's value; None where it gives none, or has faults there, which the book tells by itself."""
    return Forms(linked, Faults()).defined(linked.book.value) if linked.book.value else None
