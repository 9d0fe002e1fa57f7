"""The looks at chains that count on a day, as facts are told of them; a node as the subject of a rule book."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.chains.core.assessed import Assessed
from dukou.chains.core.stated import Look
from dukou.chains.models import Assessment
from dukou.chains.queries.maps import nodes_by_ref, standing_slugs
from dukou.rules.queries.subjects import Subject


def looks_on(viewer: Viewer, as_of: date) -> list[Look | None]:
    """The newest look at each chain that stands, of a day or earlier; None for a chain at which nobody had looked.

    Nothing for who does not see what is known within the administration.
    """
    if not viewer.may(Permission.SEE_FIGURES_INTERNAL):
        return []
    found: list[Look | None] = []
    for slug in standing_slugs():
        row = Assessment.objects.filter(chain__slug=slug, as_of__lte=as_of).order_by("-as_of", "-pk").first()
        found.append(None if row is None else Look(slug, row.pk, timezone.localdate(row.made_at), Assessed.of_plain(row.content)))
    return found


def node_as_subject(viewer: Viewer, key: str) -> Subject | None:
    """A node as the subject of a rule book, by the key of its reference; None where no map has it, or the viewer sees no maps."""
    if not viewer.may(Permission.SEE_CHAINS):
        return None
    found = nodes_by_ref().get(f"node/{key}")
    if found is None:
        return None
    text, node = found
    return Subject(node.label, reverse("chains:node", args=[text.slug, node.key]))
