"""How far the tables had grown that an assessment reads: by these a page can say that something was added since."""

from __future__ import annotations

from django.db.models import Max

from dukou.chains.models import BackTest, Candidate, ChainRules, ChainText, Reference
from dukou.enterprises.queries.standing import register_mark
from dukou.figures.queries import figures_mark

INDICATOR = "revenue"  # the one that an assessment reads of firms, behind `grounds.REVENUE`


def marks() -> dict[str, object]:
    """The newest row of everything that is read, as plain JSON. Two equal marks mean that nothing was added, changed or taken back."""
    own = {
        model._meta.db_table: model._default_manager.aggregate(last=Max("pk"))["last"] or 0
        for model in (ChainText, Reference, BackTest, Candidate, ChainRules)
    }
    gone = {
        "references_withdrawn": Reference.objects.filter(withdrawn_at__isnull=False).count(),
        "candidates_told": str(Candidate.objects.aggregate(last=Max("recorded_at"))["last"] or ""),  # a later list changes rows in place
        "candidates_withdrawn": Candidate.objects.filter(withdrawn_at__isnull=False).count(),
    }
    return {**own, **gone, "register": register_mark(), "figures": figures_mark(INDICATOR)}
