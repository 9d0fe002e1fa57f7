"""The made-up chains of a demo home: firms on the maps, references, a look at each chain, invitations and problems, all marked as made up.

Nothing of it touches a real firm or a real office: tags, links, parts and lists are of made-up firms and of the demo office.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.demo import OFFICE
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.chains.actions import assessments, invitations, problems
from dukou.chains.actions._sowing import Sowing
from dukou.chains.core.kinds import InvitationState
from dukou.chains.core.maps import node_ref
from dukou.chains.models import Candidate
from dukou.chains.queries.maps import chain_map, standing_texts
from dukou.enterprises.queries.standing import standing_firms
from dukou.figures.queries import latest_day_of_knowledge
from dukou.kit.core.actors import Actor

_OFFICE_HOUR = time(10)
_DUE = timedelta(days=60)
_REACHED = (  # how far each of the first candidates has come, one way each
    (),
    (InvitationState.CONTACTED,),
    (InvitationState.CONTACTED, InvitationState.VISITED),
    (InvitationState.CONTACTED, InvitationState.TALKING),
    (InvitationState.CONTACTED, InvitationState.TALKING, InvitationState.HANDED_OVER),
    (InvitationState.DROPPED,),
)
_PROBLEMS = (
    ("ivd", "antigens-antibodies", "（合成）抗原抗体全靠外地采购，交货期不稳"),
    ("visual-aiot", "chips", "（合成）视觉芯片没有本地来源"),
    ("noodles", "sauce-packs", "（合成）调味液包只有一家供应"),
)
_SOLUTION = "（合成）已与第二家供应商试单"


def plant(*, by: Actor, seed: int, now: datetime | None = None) -> None:
    """Plant what the chains of a demo home need; where there is any of it already, nothing is done.

    Needs the demo people and the made-up firms. Nothing becomes known later than the district's own figures, and all happens on that day.
    """
    moment = now or timezone.now()
    whole = Viewer(str(by), permissions=frozenset(Permission))  # whoever builds a home has every right in it
    day = latest_day_of_knowledge(whole) or timezone.localdate(moment)
    chains = [chain_map(text) for text in standing_texts()]
    with transaction.atomic():
        if not chains or Candidate.objects.exists() or not _has_made_up_firms(whole):
            return
        then = timezone.make_aware(datetime.combine(day, _OFFICE_HOUR)) if day < timezone.localdate(moment) else moment
        sowing = Sowing(whole, seed, day, then, chains)
        firms = sowing.firms()
        sowing.links(firms)
        sowing.candidates()
        sowing.references()
        for chain in chains:
            assessments.assess(by=whole, chain=chain.key, as_of=day, now=then)
        _invite(whole, day, then)
        _note_problems(whole, sowing.nodes, day, then)
        record(by=by, act="seeds.plant", subject=("home", "demo chains"), after={"seed": seed, "firms": len(firms)}, now=moment)


def _has_made_up_firms(by: Viewer) -> bool:
    """A home without any is no demo home, and nothing is planted beside real firms."""
    return any(firm.is_synthetic for firm in standing_firms(by))


def _invite(by: Viewer, day: date, now: datetime) -> None:
    """One invitation in each state."""
    candidates = list(Candidate.objects.filter(is_synthetic=True).order_by("pk"))[: len(_REACHED)]
    for candidate, reached in zip(candidates, _REACHED, strict=False):
        (node,) = candidate.nodes
        row = invitations.list_one(
            by=by, node=node, candidate=candidate.key, office=OFFICE.key, due_on=day + _DUE, said_on_listing="（合成）列入演示清单", now=now
        )
        for state in reached:
            invitations.move(by=by, number=row.pk, to=state, words=f"（合成）{state.label.zh}", now=now)


def _note_problems(by: Viewer, nodes: Collection[str], day: date, now: datetime) -> None:
    noted = [
        problems.note(by=by, chain=chain, node=ref, text=text, office=OFFICE.key, due_on=day + _DUE, is_synthetic=True, now=now)
        for chain, node, text in _PROBLEMS
        if (ref := node_ref(chain, node)) in nodes
    ]
    if noted:
        problems.solve(by=by, number=noted[-1].pk, solution=_SOLUTION, now=now)
