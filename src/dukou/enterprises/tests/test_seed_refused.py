"""Without its demo people a home takes no made-up firms."""

from __future__ import annotations

import pytest
from django.conf import settings

from dukou.accounts.queries.people import NoSuchOrganisation
from dukou.accounts.tests import cast
from dukou.enterprises.actions.seeds import plant
from dukou.enterprises.tests.test_seed import SEED, stored
from dukou.kit.actions import load_pack


@pytest.mark.django_db
def test_nothing_is_planted_without_demo_people() -> None:
    load_pack(by=cast.CLI, path=settings.SHIPPED_PACKS / "dadukou", now=cast.NOW)
    before = stored()
    with pytest.raises(NoSuchOrganisation):
        plant(by=cast.CLI, seed=SEED, now=cast.NOW)
    assert stored() == before
