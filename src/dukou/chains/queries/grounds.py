"""Everything that is known on a day, gathered for an assessment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from dukou.accounts.core.viewers import INTERNAL_READER
from dukou.chains.core.assessing.ground import DRAWS, Ground
from dukou.chains.core.firms import Firm, Tagged
from dukou.chains.core.maps import ChainMap, node_ref
from dukou.chains.models import Candidate
from dukou.chains.queries.references import io_ground, panel_ground
from dukou.chains.queries.rules import rules_now
from dukou.enterprises.queries.standing import StandingFirm, leaders_of, standing_firms
from dukou.figures.queries import subject_of, tags_of
from dukou.figures.queries.tags import ShownTag
from dukou.kit.core.labels import Label, same
from dukou.rules.core.facts import FACTS, Stated

REVENUE = "enterprise.revenue"
_FEN_IN_TEN_THOUSAND_YUAN = 1_000_000


def ground_of(chain: ChainMap, as_of: date, *, has_policy: bool = True, draws: int = DRAWS) -> Ground:
    """What is known of a chain on a day. Register, leaders, thresholds and weights are today's: what they were earlier is not kept.

    Known is what everybody within the administration may read: what is made of it is kept and shown to all who see chains.
    """
    rules, weights = rules_now()
    io = io_ground(as_of)
    return Ground(
        chain=chain,
        firms=firms_on(as_of),
        leaders=leaders_of(_led(chain)),
        rules=rules,
        as_of=as_of,
        panel=panel_ground(chain.edition, as_of),
        table=io.table if io else None,
        table_label=io.label if io else None,
        weights=_weights(chain, weights) if has_policy else {},
        capacities=_capacities(chain, as_of),
        draws=draws,
    )


def firms_on(as_of: date) -> tuple[Firm, ...]:
    """The district's firms with their tags and their revenue of the last year known by the day."""
    rows = standing_firms(INTERNAL_READER)
    tags = tags_of(viewer=INTERNAL_READER, subjects=[ref for row in rows for ref in row.refs], known_on=as_of)
    revenue = FACTS[REVENUE].state(INTERNAL_READER, [row.key for row in rows], as_of)
    return tuple(_firm(row, [tag for ref in row.refs for tag in tags[ref]], revenue.get(row.key)) for row in rows)


def _firm(row: StandingFirm, tags: Sequence[ShownTag], revenue: Stated | None) -> Firm:
    known = revenue if revenue is not None and isinstance(revenue.value, Decimal) else None
    return Firm(
        key=row.key,
        name=row.name,
        industry=row.industry,
        edition=row.edition,
        revenue=None if known is None else int(Decimal(str(known.value)) * _FEN_IN_TEN_THOUSAND_YUAN),
        revenue_source=None if known is None else same(known.source),
        revenue_year=known.period.year if known and known.period else None,
        failure=None,
        registered_on=row.registered_on,
        tags=tuple(Tagged(tag.segment, tag.confidence, tag.share, tag.evidence, _said_by(tag), tag.known_on) for tag in tags),
    )


def _said_by(tag: ShownTag) -> Label:
    if tag.place is None:
        return tag.source_label
    return Label("{source}，{place}", "{source}, {place}").filled(source=tag.source_label, place=tag.place)


def _led(chain: ChainMap) -> set[str]:
    """What a leader of this chain leads: the chain's segments or cluster, and the clusters of its segments."""
    parents = (subject_of(ref) for ref in chain.of)
    return {*chain.of, *(each.parent for each in parents if each is not None and each.parent.startswith("cluster/"))}


def _weights(chain: ChainMap, weights: dict[str, float]) -> dict[str, float]:
    """By node: the weight of the node, else that of its chain."""
    of_chain = weights.get(chain.key)
    found = {node.key: weights.get(node_ref(chain.key, node.key), of_chain) for node in chain.nodes}
    return {key: weight for key, weight in found.items() if weight is not None}


def _capacities(chain: ChainMap, as_of: date) -> dict[str, list[int]]:
    """What one plant of each candidate turns over, by node."""
    refs = {node_ref(chain.key, node.key): node.key for node in chain.nodes}
    found: dict[str, list[int]] = {}
    for nodes, capacity in Candidate.objects.filter(withdrawn_at__isnull=True, capacity__gt=0, known_on__lte=as_of).values_list(
        "nodes", "capacity"
    ):
        for ref, fit in nodes.items():
            if capacity and ref in refs and fit != 0:
                found.setdefault(refs[ref], []).append(capacity)
    return found
