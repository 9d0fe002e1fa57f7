"""An empty home that takes appeals: national pack's calendar, a made-up profile, units, firms and people, for benches of cases."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class BenchHome:
    """Who acts there."""

    firms: list[Any]
    agent: Any
    window: Any
    officer: Any


def home(folder: Path, firms: int = 1) -> BenchHome:
    """Build it in an empty folder named by DUKOU_HOME."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from dukou.cli.statics import write_statics
    from dukou.kit.actions import load_pack
    from dukou.kit.core.actors import SYSTEM
    from dukou.kit.core.homes import Home

    Home(folder).prepare()
    write_statics(Home(folder))
    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    load_pack(by=SYSTEM, path=Path(settings.SHIPPED_PACKS) / "national")
    return _peopled(firms)


def _peopled(firms: int) -> BenchHome:
    from django.utils import timezone

    from dukou.accounts.core.roles import Role
    from dukou.accounts.models import Organisation
    from dukou.accounts.tests import cast
    from dukou.appeals.models import AppealRules
    from dukou.appeals.tests.made_up import CLERK, RULES
    from dukou.casework.core.notices import version_of
    from dukou.casework.tests.made_up import clock, content, profile, unit
    from dukou.enterprises.core.entries import Entry
    from dukou.enterprises.models import Enterprise
    from dukou.enterprises.register import Circumstances, add

    clocks = {"verdict": "2 workdays", "objection": "1 workdays", "ruling": "1 workdays", "call_back": "5 workdays"}
    more = {"times": 1, "most": 5, "ask_before": "1 workdays"}
    outer = clock("7 workdays", expiry="escalate", extension=more)
    profile(content(outer=outer, **{key: clock(within) for key, within in clocks.items()}))
    AppealRules.objects.create(pack="made-up", content=RULES, sha256=version_of(RULES))
    for key in ("power", "social", "green", "window"):
        unit(key)
    how = Circumstances(CLERK, timezone.now(), reason="虚构", is_synthetic=True)
    made = add([Entry(name=f"虚构第{number}厂") for number in range(firms)], how)
    agent, _ = cast.agent("agent", "of-firm")
    Enterprise.objects.filter(pk=made[0].pk).update(organisation=Organisation.objects.get(key="of-firm"))
    window, officer = cast.person("window", Role.WINDOW_CLERK, at="window"), cast.person("power-1", Role.DEPARTMENT_OFFICER, at="power")
    return BenchHome(list(made), agent, window, officer)
