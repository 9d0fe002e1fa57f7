"""Conditions over the answers of a form, some of which are not there because they are not asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from dukou.rules.core.answers import Truth
from dukou.rules.core.lone_tests import LoneTest
from dukou.rules.core.values import Value


def holds_of(test: LoneTest | None, values: Mapping[str, Value], absent: Collection[str]) -> Truth:
    """Whether it holds; without a test it does. What is not asked has no answer to wait for: unless something else decides, it does not."""
    if test is None:
        return True
    truth = test.holds(values)
    return False if truth is None and any(name in absent for name in test.names) else truth
