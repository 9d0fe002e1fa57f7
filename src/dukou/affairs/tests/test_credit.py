"""Whether a material may come later hangs on the firm's credit, of which the window learns yes or no and nothing else."""

from __future__ import annotations

import pytest

from dukou.affairs.actions import materials
from dukou.affairs.actions.refusals import CreditBad
from dukou.affairs.queries.credit import has_bad_credit
from dukou.affairs.tests.made_up import NOW, players
from dukou.credit.core.kinds import Severity
from dukou.credit.tests import credit_made

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("severity", "is_bad"), [(Severity.MINOR, False), (Severity.GENERAL, True), (Severity.SEVERE, True)])
def test_a_general_or_severe_breach_bars_a_material_from_coming_later(severity: Severity, is_bad: bool) -> None:
    cast = players()
    made = cast.filed()
    assert made.enterprise is not None
    assert has_bad_credit(made.enterprise.key, NOW.date()) is None  # without rules of credit nobody knows
    credit_made.framed()
    credit_made.record_of(made.enterprise.pk, made.parts.earliest("pk").unit_id, severity)
    assert has_bad_credit(made.enterprise.key, NOW.date()) is is_bad
    if is_bad:
        with pytest.raises(CreditBad) as refused:
            materials.tolerate(by=cast.window, number=made.pk, material="property", reason="在办产权", now=NOW)
        assert "税罚1号" not in str(refused.value)
    else:
        materials.tolerate(by=cast.window, number=made.pk, material="property", reason="在办产权", now=NOW)
