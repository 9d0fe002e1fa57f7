"""What is done with a lead while it is one: judged, and answered for to whoever named it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.projects.actions._leads import lead_step
from dukou.projects.actions._steps import begun, held, said
from dukou.projects.actions.refusals import NOT_RECORDED
from dukou.projects.core.leads import LeadNote, Verdict
from dukou.projects.models import LeadStep

_WHY, _WORD = Label("研判理由", "the reason of the verdict"), Label("反馈内容", "what the referrer was told")


class NoReferrer(Refusal):
    """Word goes back to somebody."""

    code = "projects.no_referrer"
    what = NOT_RECORDED
    why = Label("项目“{key}”没有登记推荐人", "no referrer is on record for project “{key}”")
    cure = Label("先在登记里补上推荐人", "first amend the registration with the referrer")


def judge(*, by: Viewer, project: str, verdict: Verdict, words: str, now: datetime | None = None) -> LeadStep:
    """Judge a lead. Before experts it goes under their longer time; any other verdict stops the clock. The newest verdict stands."""
    actor, moment = begun(by, now)
    text = said(words, _WHY)
    with transaction.atomic():
        row = held(by, project)
        with lead_step(actor, row, "leads.judge", {"verdict": verdict.value, "said": text}, moment) as step:
            if step is not None and verdict is not Verdict.EXPERTS:
                step.stop("judged")
            elif step is not None and verdict.value in step.profile.grades and step.case.grade != verdict.value:
                step.regrade(verdict.value)
            return LeadStep.objects.create(
                project=row,
                note=LeadNote.JUDGED.value,
                verdict=verdict.value,
                said=text,
                on=timezone.localdate(moment),
                recorded_at=moment,
                recorded_by=by.key,
            )


def feed_back(*, by: Viewer, project: str, words: str, now: datetime | None = None) -> LeadStep:
    """Note that whoever named the lead was told what becomes of it."""
    actor, moment = begun(by, now)
    text = said(words, _WORD)
    with transaction.atomic():
        row = held(by, project, also_over=True)
        if not row.referrer:
            raise NoReferrer(key=project)
        with lead_step(actor, row, "leads.feed_back", {"said": text}, moment) as step:
            if step is not None:
                step.stop("fed_back")
            return LeadStep.objects.create(
                project=row,
                note=LeadNote.FED_BACK.value,
                said=text,
                on=timezone.localdate(moment),
                recorded_at=moment,
                recorded_by=by.key,
            )
