"""Promises on both sides, and what was told of them later. Neither is ever overwritten; a waiting change only gets its decision."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dukou.projects.core.kinds import MoveState
from dukou.projects.core.promise_kinds import FairVerdict, PromiseMark, Side
from dukou.projects.models.pipeline import Project


class Promise(models.Model):
    """A promise as it was made. `written_in`: document and number; `authority`: the office that may promise it; `verdict`: of its review.

    `owner` and `post`: who answers for it at first: an organisation (none: the firm) and the title of a post. Due on `due_on`, or `within`
    days after `trigger`, which is the key of a stage or a text. `measure`: how it is told that it is kept. `origin`: `visit/<number>`,
    `contract`, `letting/<number>`.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="promises")
    side = models.CharField(max_length=10, choices=Side.choices())
    text = models.CharField(max_length=1000)
    legal_basis = models.CharField(max_length=300, blank=True, default="")
    written_in = models.CharField(max_length=300)
    authority = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    verdict = models.CharField(max_length=12, blank=True, default="", choices=FairVerdict.choices())
    verdict_reason = models.CharField(max_length=500, blank=True, default="")
    owner = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    post = models.CharField(max_length=100, blank=True, default="")
    measure = models.CharField(max_length=500)
    due_on = models.DateField(null=True)
    trigger = models.CharField(max_length=200, blank=True, default="")
    within = models.PositiveSmallIntegerField(default=0)
    origin = models.CharField(max_length=60, blank=True, default="")
    made_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        db_table = "projects_promise"
        indexes = [
            models.Index(fields=["project", "side", "id"], name="projects_promise_of_project"),
            models.Index(fields=["owner"], name="projects_promise_of_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(side=Side.DISTRICT.value)
                | (~Q(legal_basis="") & ~Q(post="") & ~Q(verdict="") & Q(owner__isnull=False, authority__isnull=False)),
                name="projects_promise_grounded",
            ),
            models.CheckConstraint(condition=~Q(verdict=FairVerdict.FAILED.value), name="projects_promise_not_unfair"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False, trigger="") | (Q(due_on__isnull=True) & ~Q(trigger="")), name="projects_promise_due_once"
            ),
            models.CheckConstraint(condition=~Q(written_in="") & ~Q(measure="") & ~Q(text=""), name="projects_promise_written"),
        ]


class PromiseStep(models.Model):
    """What was told of a promise: it stands from `on`; a waiver and another day, from the day on which a second person agreed.

    `evidence`: by which it was kept or its condition came about, the document of a waiver or a review; `due_on`: the new day; `owner`,
    `post`: who answers from then on; `verdict`: of the review.
    """

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="steps")
    mark = models.CharField(max_length=12, choices=PromiseMark.choices())
    on = models.DateField()
    state = models.CharField(max_length=10, choices=MoveState.choices())
    evidence = models.CharField(max_length=500, blank=True, default="")
    reason = models.CharField(max_length=500, blank=True, default="")
    due_on = models.DateField(null=True)
    owner = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    post = models.CharField(max_length=100, blank=True, default="")
    verdict = models.CharField(max_length=12, blank=True, default="", choices=FairVerdict.choices())
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    decided_reason = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "projects_promise_step"
        indexes = [models.Index(fields=["owner"], name="projects_promise_step_owner")]
        constraints = [
            models.UniqueConstraint(fields=["promise"], condition=Q(state=MoveState.WAITING.value), name="projects_promise_waits_once"),
            models.CheckConstraint(
                condition=~Q(mark__in=[mark.value for mark in PromiseMark if mark.needs_two])
                | ~Q(state=MoveState.STANDS.value)
                | (~Q(decided_by="") & ~Q(decided_by=models.F("recorded_by"))),
                name="projects_promise_changed_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(mark__in=[PromiseMark.KEPT.value, PromiseMark.WAIVED.value]) | ~Q(evidence=""),
                name="projects_promise_step_evidence",
            ),
            models.CheckConstraint(
                condition=~Q(mark__in=[PromiseMark.BROKEN.value, PromiseMark.WAIVED.value, PromiseMark.MOVED.value]) | ~Q(reason=""),
                name="projects_promise_step_reason",
            ),
        ]
