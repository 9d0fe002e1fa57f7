"""An enterprise whistles, or somebody does on its behalf; it may take its appeal back, or open it again."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.queries import actor_of
from dukou.appeals.actions._copies import take_down
from dukou.appeals.actions._files import attach
from dukou.appeals.actions._steps import FILED_FOR_YOU, end, handling, move, said, tell_firm, tell_unit, tell_window
from dukou.appeals.actions.refusals import NoSuchTopic, NotYourFirm, TextMissing, TitleMissing
from dukou.appeals.core.kinds import AppealAct, Channel, Ending
from dukou.appeals.core.rules import DistrictRules
from dukou.appeals.core.verdicts import check_reopening
from dukou.appeals.models import Appeal
from dukou.appeals.queries.rules import rules_in_force
from dukou.audit.core.values import Personal
from dukou.casework.actions import steps
from dukou.casework.queries.legs import open_legs
from dukou.enterprises.queries.own import FirmNamed, firm_named, own_entries
from dukou.kit.core.labels import Label
from dukou.kit.files import Coming

TITLE, TEXT = 120, 5000
_FILED = Label("新诉求第 {number} 号：{title}（{firm}）", "new appeal {number}: {title} ({firm})")
_PRESSING = Label(
    "新诉求第 {number} 号，称正在停产或有安全风险：{title}（{firm}）",
    "new appeal {number}, which says that production stands still or that there is danger: {title} ({firm})",
)
_WITHDRAWN = Label("企业撤回了第 {number} 号诉求：{title}", "the enterprise took back appeal {number}: {title}")
_REOPENED = Label("企业要求重新办理第 {number} 号诉求：{title}", "the enterprise opened appeal {number} again: {title}")


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask about it."""

    name: str = ""
    phone: str = ""


def whistle(
    *,
    by: Viewer,
    firm: str,
    title: str,
    text: str,
    topic: str = "",
    place: str = "",
    contact: Contact = Contact(),
    channel: Channel = Channel.WEB,
    files: Sequence[Coming] = (),
    form_key: str = "",
    is_pressing: bool = False,
    now: datetime | None = None,
) -> Appeal:
    """File an appeal of a firm (its key). The same `form_key` from the same person files once: the appeal that is there is given back.

    `is_pressing`: it says that production stands still, or that there is danger; triage is proposed the urgent grade, and decides.
    """
    found, using = _may_file(by, firm, channel)
    if form_key and (there := Appeal.objects.filter(filed_by=by.key, form_key=form_key).first()):
        return there
    moment, rules = now or timezone.now(), rules_in_force()
    appeal = _written(rules, title, text, topic)
    appeal.enterprise_id, appeal.is_synthetic = found.id, found.is_synthetic
    appeal.channel, appeal.place, appeal.form_key = channel.value, place.strip(), form_key or None
    appeal.contact_name, appeal.contact_phone = contact.name.strip(), contact.phone.strip()
    appeal.filed_at, appeal.filed_by, appeal.is_pressing = moment, by.key, is_pressing
    try:
        return _filed(by, using, appeal, found, files, rules.profile, moment)
    except IntegrityError:  # the same form came twice at the same time
        there = Appeal.objects.filter(filed_by=by.key, form_key=form_key or None).first()
        if not form_key or there is None:
            raise
        return there


def _written(rules: DistrictRules, title: str, text: str, topic: str) -> Appeal:
    """What is asked, as it was written; refused where it says nothing."""
    if not 0 < len(title.strip()) <= TITLE:
        raise TitleMissing(most=TITLE)
    if not 0 < len(text.strip()) <= TEXT:
        raise TextMissing(most=TEXT)
    if topic and topic not in rules.topic_names:
        raise NoSuchTopic(topic=topic)
    about = topic or rules.topic_of(f"{title} {text}")
    return Appeal(title=title.strip(), text=text.strip(), topic=about, link_salt=secrets.token_hex(16))


def withdraw(*, by: Viewer, number: int, reason: str, now: datetime | None = None) -> Appeal:
    """The enterprise takes its appeal back."""
    with handling(by, number, Permission.SEE_ENTERPRISE_DESK, "appeals.withdraw", now, reason=said(reason)) as (appeal, step):
        _only_own(by, appeal)
        move(appeal, AppealAct.WITHDRAW)
        units = [leg.unit.key for leg in open_legs(appeal.pk)]
        end(appeal, step, Ending.WITHDRAWN)
        tell_window(appeal, step, _WITHDRAWN)
        for unit in units:
            tell_unit(appeal, step, unit, _WITHDRAWN)
    return appeal


def reopen(*, by: Viewer, number: int, reason: str, now: datetime | None = None) -> Appeal:
    """The enterprise has its appeal opened again, since the matter is not settled; the count is kept, and no public copy says otherwise."""
    using = Permission.SEE_ENTERPRISE_DESK
    with handling(by, number, using, "appeals.reopen", now, reason=said(reason), after_closing=True) as (appeal, step):
        _only_own(by, appeal)
        move(appeal, AppealAct.REOPEN)
        check_reopening(Ending.of(appeal.ending))
        step.reopen()
        appeal.reopenings += 1
        appeal.ending, appeal.closed_at, appeal.verdict, appeal.was_on_time = "", None, "", None
        step.start("outer")
        if taken_down := take_down(appeal.copies.filter(withdrawn_at__isnull=True), step, reason.strip()):
            step.note(copies_withdrawn=taken_down)
        tell_window(appeal, step, _REOPENED)
    return appeal


def _only_own(by: Viewer, appeal: Appeal) -> None:
    if appeal.enterprise_id not in own_entries(by):
        raise NotPermitted(permission=Permission.SEE_ENTERPRISE_DESK.label)


def _may_file(by: Viewer, firm: str, channel: Channel) -> tuple[FirmNamed, Permission]:
    """The firm, and by which permission one files for it: as its agent, or on its behalf."""
    found = firm_named(by, firm)
    if found is not None and not channel.is_on_behalf and found.id in own_entries(by):
        return found, Permission.SEE_ENTERPRISE_DESK
    if found is None or not by.may(Permission.FILE_APPEALS) or not (channel.is_on_behalf or channel is Channel.API):
        raise NotYourFirm(firm=found.name if found else firm)
    return found, Permission.FILE_APPEALS


def _filed(by: Viewer, using: Permission, appeal: Appeal, firm: FirmNamed, files: Sequence[Coming], profile: str, now: datetime) -> Appeal:
    person = ("appeal-contact", appeal.link_salt)  # whose values they are shows nobody who it was
    contact = [appeal.contact_name, appeal.contact_phone]
    told = {
        "firm": firm.key,
        "channel": appeal.channel,
        "topic": appeal.topic,
        "title": appeal.title,
        "contact": Personal(contact, of=person) if any(contact) else None,
    }
    actor = actor_of(by, using)
    with (
        transaction.atomic(),
        steps.open_case(
            by=actor, act="appeals.whistle", kind="appeal", subject=("enterprise", firm.key), profile=profile, grade="", now=now, told=told
        ) as step,
    ):
        step.start_all(("contact", "verdict", "outer"))
        appeal.case = step.case
        appeal.save(force_insert=True)
        for file in attach(appeal, files, actor, now):
            step.note(files=[*step.data.get("files", []), file.sha256])
        step.note(channel=appeal.channel, topic=appeal.topic)
        tell_window(appeal, step, _PRESSING if appeal.is_pressing else _FILED, but=[by.person_id] if by.person_id else [])
        if using is Permission.FILE_APPEALS:
            tell_firm(appeal, step, FILED_FOR_YOU)
    return appeal
