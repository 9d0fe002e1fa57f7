"""An application of six legs: filed through the API, and a leg advanced; beside it a workflow engine that joins six legs. CPU time.

Ours are whole acts: rights, the form's judge, the case's event and its hash in the audit trail, messages to people and to units. The
engine's are bare: no rights, no form, no trail, no clocks by working days.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

FILE_BAR, LEG_BAR = 10.0, 1.5
CASES = 40


def main() -> int:
    """Print `bar | measured | ratio | met`; 1 where a bar is missed."""
    with tempfile.TemporaryDirectory(prefix="dukou-bench-") as folder:
        os.environ |= {"DUKOU_HOME": folder, "DJANGO_SETTINGS_MODULE": "dukou.settings"}
        from peers.appeals_home import home

        home(Path(folder))
        filed, queries, leg, whole = _ours()
    met = [filed * 1000 <= FILE_BAR, leg * 1000 <= LEG_BAR]
    words = ["met" if each else "missed" for each in met]
    told = f"{filed * 1000:.1f} ms, {queries} queries | {FILE_BAR / filed / 1000:.2f} | {words[0]}"
    print(f"file six legs through the API ≤ {FILE_BAR} ms | {told}")
    print(f"advance a leg ≤ {LEG_BAR} ms | {leg * 1000:.1f} ms the unit's whole act | {LEG_BAR / leg / 1000:.2f} | {words[1]}")
    print(f"(no bar) a case from filing to its end | {whole * 1000:.1f} ms | — | —")
    for name, peer in _peers():
        print(f"(beside it) {name} | {peer} | — | —")
    return 0 if all(met) else 1


def _peers() -> list[tuple[str, str]]:
    from peers.environment import SPIFF, NoPeer

    name = "SpiffWorkflow 3.2.0, its state as JSON after each step"
    try:
        told = SPIFF.measured(str(CASES))
    except NoPeer as why:
        return [(name, f"not measured here: {why}")]
    return [(name, f"{told['seconds'] * 1000:.1f} ms a case, {told['bytes']:,} bytes a live case")]


def _ours() -> tuple[float, int, float, float]:
    """CPU seconds of filing and its queries, of a leg advanced, of a whole case."""
    from django.db import connection

    from dukou.affairs.actions import intake, parts
    from dukou.affairs.models import Part

    caller, body, window, officers = _cast()

    def file() -> int:
        answer = caller.post("/affairs/offers/six/applications", body)
        assert answer.status_code == 201, answer.content
        return int(json.loads(answer.content)["number"])

    asked = list[str]()

    def noted(execute: Any, sql: str, *more: Any) -> Any:
        asked.append(sql)
        return execute(sql, *more)

    file()
    with connection.execute_wrapper(noted):
        file()
    filing, legs, wholes = list[float](), list[float](), list[float]()
    for _ in range(CASES):
        begin = time.process_time()
        number = file()
        filing.append(time.process_time() - begin)
        intake.accept(by=window, number=number)
        rows = list(Part.objects.filter(application=number).values_list("pk", "unit__key"))
        start = time.process_time()
        for part, key in rows:
            parts.end(by=officers[key], part=part, text="办结")
        now = time.process_time()
        legs.append((now - start) / len(rows))
        wholes.append(now - begin)
    return median(filing), len(asked), median(legs), median(wholes)


def _cast() -> tuple[Any, dict[str, Any], Any, dict[str, Any]]:
    """A program of a firm's agent and what it files, a clerk at the window, an officer in each of six units."""
    from django.utils import timezone

    from dukou.accounts.core.roles import Role
    from dukou.accounts.core.scopes import Scope
    from dukou.accounts.queries import viewer_of
    from dukou.accounts.tests import cast
    from dukou.affairs.tests import made_up
    from dukou.api.tests.calling import program
    from dukou.casework.tests.made_up import unit

    asks = [{"field": "firm_name"}, {"field": "kva"}]
    matters = [
        {"key": f"m{n}", "name": {"zh": f"事项{n}", "en": f"matter {n}"}, "units": [f"unit-{n}"], "given": "chosen", "asks": asks}
        for n in range(6)
    ]
    for n in range(6):
        unit(f"unit-{n}")
    made_up.offer("six", made_up.JOINT | {"matters": matters, "materials": [], "joins": [], "places": [], "pages": []})
    firm, today = made_up.firm(), timezone.localdate()
    made_up.agent(firm, "agent-of-six")
    window = viewer_of(cast.person("clerk", Role.WINDOW_CLERK, at="window"), today)
    officers = {f"unit-{n}": viewer_of(cast.person(f"of-{n}", Role.DEPARTMENT_OFFICER, at=f"unit-{n}"), today) for n in range(6)}
    caller = program("agent-program", Role.ENTERPRISE_AGENT, at=f"of-{firm.key}", scopes=[Scope.AFFAIRS])
    body = {"firm": firm.key, "matters": {f"m{n}": [] for n in range(6)}, "answers": {"firm_name": firm.name, "kva": 315}}
    return caller, body, window, officers


if __name__ == "__main__":
    sys.exit(main())
