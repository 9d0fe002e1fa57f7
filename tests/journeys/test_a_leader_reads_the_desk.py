"""A leader signs in, sees where the five clusters stand, follows a figure to its origin, and asks what was known the day before."""

from __future__ import annotations

import pytest

from ..visitors import Visitors
from .leaders_morning import told

pytestmark = pytest.mark.browser


def test_a_leader_reads_the_desk(visitors: Visitors) -> None:
    told(visitors, visitors.at_desk("leader"))
