"""Who may see a claim: one rule, used by page, list, export and trace alike."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.figures.core.claims import Visibility
from dukou.figures.core.origins import Origin
from dukou.figures.models import Claim
from dukou.kit.core.registry import Registry
from dukou.kit.predicates import Predicate

# by kind of subject: the keys of those whose internal figures a viewer may see; None where he may see them of all
Sight = Callable[[Viewer], Collection[str] | None]
SIGHTS: Registry[Sight] = Registry("sight of a kind of subject")
# by kind of subject: the keys of those that are a viewer's own, such as the firm he acts for
Own = Callable[[Viewer], Collection[str]]
OWN: Registry[Own] = Registry("own subjects of a kind")
_OF_ITSELF = [origin.value for origin in Origin if origin.may_be_read_by_its_subject]


def _may_see(viewer: Viewer) -> Q:
    """Public claims are for everyone; internal ones for the administration, and of one's own firm what it said itself or what is
    published; confidential ones for their owner alone.
    """
    allowed = Q(visibility=Visibility.PUBLIC)
    if viewer.may(Permission.SEE_FIGURES_INTERNAL):
        allowed |= Q(visibility=Visibility.INTERNAL) & _within_sight(viewer)
    if viewer.organisations:
        allowed |= Q(owner__key__in=viewer.organisations)
    own = _of_ones_own(viewer)
    if own is not None:
        allowed |= Q(visibility=Visibility.INTERNAL, source__origin__in=_OF_ITSELF, note_zh="", note_en="") & own
    # what was closed to a viewer later is closed at every earlier day too: rights are today's, content is the day's
    closed_since = Claim.objects.filter(ref=OuterRef("ref"), revision__gt=OuterRef("revision")).exclude(allowed)
    return allowed & ~Q(Exists(closed_since))


def _within_sight(viewer: Viewer) -> Q:
    """Internal figures only of subjects that the rooms whose subjects they are show to the viewer."""
    within = Q()
    for kind, sight in ((kind, SIGHTS[kind]) for kind in SIGHTS.keys()):  # noqa: SIM118  # a registry iterates over its entries
        keys = sight(viewer)
        if keys is not None:
            within &= ~Q(subject__kind=kind) | Q(subject__key__in=keys)
    return within


def _of_ones_own(viewer: Viewer) -> Q | None:
    """What is said about subjects that are the viewer's own; None where he has none. Where an office added a note, it stays an office's."""
    found = {kind: OWN[kind](viewer) for kind in OWN.keys()} if viewer.organisations else {}  # noqa: SIM118
    parts = [Q(subject__kind=kind, subject__key__in=keys) for kind, keys in found.items() if keys]
    return reduce(or_, parts) if parts else None


visible_claims: Predicate[Viewer, Claim] = Predicate(Claim, _may_see)


def standing_on(known_on: date, rows: QuerySet[Claim]) -> QuerySet[Claim]:
    """The claims that stood on a day: known by then, not yet replaced by a later revision known by then, not withdrawn.

    A replaced revision stays replaced even for those who may not see its successor: an outdated figure is never shown as the present one.
    """
    later = Claim.objects.filter(ref=OuterRef("ref"), revision__gt=OuterRef("revision"), known_on__lte=known_on)
    return rows.filter(~Exists(later), known_on__lte=known_on, is_withdrawn=False)
