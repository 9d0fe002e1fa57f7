"""A replay's result as plain values: what JSON doors speak and tables draw."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from dukou.kit.core.labels import Label
from dukou.projects.core.replays.findings import Finding
from dukou.projects.core.replays.kinds import ReplayFinding
from dukou.projects.core.replays.money import intensity_told, open_sums, sum_told
from dukou.projects.core.replays.months import STRETCHES, coarse_dates, doubtful_claims, months_ahead, months_of, unexplained
from dukou.projects.core.replays.stories import Blocker, Owner, Replay

Proposed = Callable[[str], Owner | None]  # the owner of a topic


def replay_told(replay: Replay, owner_of: Proposed) -> dict[str, object]:
    """Everything that the figures of a story come to. What it does not tell is None, never nought."""
    owners = {each.key: owner_of(each.topic) for each in replay.blockers}
    found = chain(coarse_dates(replay), unexplained(replay), doubtful_claims(replay), open_sums(replay), _without_owner(replay, owners))
    return {
        "replay": replay.slug,
        "name": replay.name,
        "of": replay.subject,
        "source": replay.source,
        "verified": replay.verified,
        "months": {f"{first}_to_{last}": months_of(replay, first, last) for first, last in STRETCHES},
        "milestones": [
            {"milestone": key, "name": key.label, "date": dated.figure.period, "figure": dated.figure.key, "place": dated.figure.place}
            for key, dated in replay.milestones.items()
        ],
        "spans": [_span(replay, number) for number in range(len(replay.spans))],
        "claims": [
            {
                "claim": "ahead_of_plan",
                "milestone": each.milestone,
                "planned": None if each.planned is None else each.planned.period,
                "months_ahead": months_ahead(replay, each),
                "place": each.place,
            }
            for each in replay.ahead
        ],
        "blockers": [_blocker(each, owners[each.key]) for each in replay.blockers],
        "assumptions": list(_assumptions(replay)),
        "findings": [each.told for each in found],
        "money": [sum_told(each) for each in replay.money] or None,
        "intensity": None if replay.land is None else intensity_told(replay.land),
    }


def _span(replay: Replay, number: int) -> dict[str, object]:
    each = replay.spans[number]
    told = {"what": each.what, "from": each.first, "to": each.last, "months": each.figure.quantity.number}
    return told | {"figure": each.figure.key, "place": each.figure.place}


def _blocker(each: Blocker, owner: Owner | None) -> dict[str, object]:
    proposed = None if owner is None else {"key": owner.key, "name": owner.name, "source": owner.source}
    return {"key": each.key, "name": each.name, "topic": each.topic, "owner": proposed, "place": each.place}


def _assumptions(replay: Replay) -> Iterator[dict[str, object]]:
    for milestone, dated in replay.milestones.items():
        if dated.taken:
            yield {"about": milestone.value, "figure": dated.figure.key, "said": dated.taken}
    for each in replay.money:
        if each.taken:
            yield {"about": f"money.{each.rung}", "figure": each.figure.key, "said": each.taken}
    if replay.land and replay.land.taken:
        yield {"about": "intensity", "figure": replay.land.investment.key, "said": replay.land.taken}


def _without_owner(replay: Replay, owners: dict[str, Owner | None]) -> Iterator[Finding]:
    for each in replay.blockers:
        if owners[each.key] is None:
            said = Label("“{name}”归谁不明：没有职责清单提出单位", "whose matter “{name}” is stays unknown: no duty list proposes a unit")
            yield Finding(ReplayFinding.OWNER_UNKNOWN, said.filled(name=each.name), {"blocker": each.key, "topic": each.topic})
