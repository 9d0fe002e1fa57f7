"""The fair-competition review of measures: its facts as the pack tells them, and the verdict that its rule book makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.labels import Label
from dukou.policies.core.kinds import Verdict
from dukou.policies.core.measures import Measure
from dukou.policies.core.reviews import verdict_of
from dukou.policies.models import MeasureText
from dukou.policies.queries.matching import office_eyes
from dukou.policies.queries.policies import Review, ShownPolicy, policy_of
from dukou.rules.core.explaining import Explanation
from dukou.rules.core.facts import State, Stated
from dukou.rules.core.records import exact
from dukou.rules.core.visibility import Visibility
from dukou.rules.queries import Asked, explained, linked_for
from dukou.rules.queries.subjects import Subject

SOURCE = "policies"  # the source of what the pack's policy files say; the place is the policy


@dataclass(frozen=True, slots=True)
class ShownReview:
    """A review as a viewer sees it. `told`: the answer clause by clause, None for who may not see the facts; `key`: the measure asked.

    What was answered is known from the day of the review on, so its reasons are shown as known on that day.
    """

    review: Review
    verdict: Verdict
    book: str
    version: str
    book_name: Label
    key: str
    told: Explanation | None


def is_later(shown: ShownReview, known_on: date) -> bool:
    """Whether the review came after the day as known on which it is shown."""
    return shown.review.on > known_on


def review_of(viewer: Viewer, measure: Measure) -> ShownReview | None:
    """The review of a measure: of the document in which it stands; None where the pack tells of none."""
    policy = policy_of(measure.policy)
    return _shown(viewer, policy, policy.review, measure.key) if policy.review else None


def review_of_policy(viewer: Viewer, policy: ShownPolicy) -> ShownReview | None:
    """The review of a policy, which is that of each of its measures; None where there is none, or no measure to ask about."""
    if policy.review is None or not policy.measures:
        return None
    return _shown(viewer, policy, policy.review, policy.measures[0].measure.key)


def review_state(fact: str, visibility: Visibility) -> State:
    """The fact that tells what was answered in the review; where the pack answers nothing it is unknown."""

    def state(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
        if not _may_know(viewer, visibility):
            return {}
        rows = MeasureText.objects.filter(key__in=keys, replaced_at__isnull=True, policy__withdrawn_at__isnull=True)
        found: dict[str, Stated] = {}
        for key, slug, content in rows.values_list("key", "policy__slug", "policy__content"):
            told: Mapping[str, Any] = content["review"] or {}
            if fact in told.get("facts", {}) and date.fromisoformat(told["on"]) <= as_of:
                value = exact(told["facts"][fact])
                assert isinstance(value, bool | str | tuple)  # what a review answers is no number
                found[key] = Stated(value, "", None, SOURCE, date.fromisoformat(told["on"]), slug)
        return found

    return state


def measure_as_subject(viewer: Viewer, key: str) -> Subject | None:
    """A measure as the subject of a rule book, at the place of its policy; policies hide nothing."""
    row = MeasureText.objects.filter(key=key, replaced_at__isnull=True, policy__withdrawn_at__isnull=True).select_related("policy").first()
    if row is None:
        return None
    return Subject(Measure.of_plain(row.content).label, reverse("policies:measure", args=[key]), row.policy.place)


def _shown(viewer: Viewer, policy: ShownPolicy, review: Review, key: str) -> ShownReview:
    """The verdict is public, as an office sees it; the answers clause by clause are for who may see them."""
    linked = linked_for(review.book, review.on, policy.place)
    told = explained(linked, Asked(key, review.on), viewer=office_eyes("review"))
    seen = explained(linked, Asked(key, review.on), viewer=viewer) if viewer.may(Permission.SEE_FIGURES_INTERNAL) else None
    return ShownReview(review, verdict_of(told), linked.book.slug, linked.book.version, linked.book.name, key, seen)


def _may_know(viewer: Viewer, visibility: Visibility) -> bool:
    return visibility is Visibility.PUBLIC or (visibility is Visibility.INTERNAL and viewer.may(Permission.SEE_FIGURES_INTERNAL))
