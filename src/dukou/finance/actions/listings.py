"""The white list: a firm applies or is entered by whoever found it, an officer recommends it by the rule book, or it is taken off.

From the recommended list a firm comes to a bank by its own consent alone (`queries.listings`). What was decided stays: taking a
recommended firm off makes a further row, so that it can be told where a firm stood when.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of, people_with
from dukou.audit.actions import record as record_event
from dukou.casework.actions.bulk import Word, tell_many
from dukou.enterprises.queries.merged import entries_of, standing_for
from dukou.enterprises.queries.own import acts_for_entry, firm_named
from dukou.enterprises.queries.rosters import keys_by_id
from dukou.enterprises.queries.visited import met_as
from dukou.finance.actions._found import found_of
from dukou.finance.actions.list_refusals import FoundByNothing, ListedBefore, NotAtThisStanding, OwnFirm, ReasonWanted, RulesSayNo
from dukou.finance.actions.refusals import NotYourFirm
from dukou.finance.core.kinds import ListStanding
from dukou.finance.models import Listing
from dukou.finance.queries.limits import listed
from dukou.finance.queries.listings import PURPOSE, listing_numbered
from dukou.finance.queries.products import frame
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label, joined, same
from dukou.rules.actions import decisions
from dukou.rules.core.answers import Answer
from dukou.rules.core.explaining import Explanation

FIRMS, KEEPS = Permission.SEE_ENTERPRISE_DESK, Permission.KEEP_FINANCE
_BY_THE_RULES = Label("符合白名单规则", "the rule book of the white list says yes")
_TOLD = Label("企业白名单：{standing}（{reason}）", "white list: {standing} ({reason})")


def apply(*, by: Viewer, enterprise: str, found: tuple[str, str] | None = None, now: datetime | None = None) -> Listing:
    """Put a firm on the application list: its own agent, or an officer who names the visit or case that found it."""
    moment, firm = now or timezone.now(), firm_named(by, enterprise)
    if firm is None:
        raise NotYourFirm()
    is_own = acts_for_entry(by, firm.id)
    permission = FIRMS if is_own else KEEPS
    by.require(permission)
    frame()  # a district without `finance.yaml` has no white list
    actor = actor_of(by, permission)
    if found is None and not is_own:
        raise FoundByNothing()
    kind, key = found_of(by, firm.id, found) if found else ("", "")
    told = {"applied_at": moment, "applied_by": str(actor), "found_kind": kind, "found_key": key}
    with transaction.atomic():
        _make_room(firm.id)
        row = _made(enterprise_id=firm.id, **told)
        _noted(actor, "listings.apply", row, {"found": f"{kind}/{key}" if kind else ""}, moment)
    return row


def recommend(*, by: Viewer, number: int, reason: str = "", as_of: date | None = None, now: datetime | None = None) -> Listing:
    """Recommend a firm of the application list by the rule book of the day, whose decision is kept. A no is refused; where not enough is
    known, the officer says why he recommends it all the same. `as_of`: the day as of which the facts are asked, today unless said.
    """
    by.require(KEEPS)
    actor, moment = actor_of(by, KEEPS), now or timezone.now()
    with transaction.atomic():
        row = _held(by, number, ListStanding.APPLIED)
        if acts_for_entry(by, row.enterprise_id):
            raise OwnFirm()
        key = _key_of(row)
        told = listed(key, timezone.localdate(moment), as_of)
        words = _reason(told, reason.strip())
        purpose = f"{PURPOSE}/{row.pk}"
        kept = decisions.decide(by=actor, explanation=told, key=key, place=frame().division, purpose=purpose, now=moment)
        row.standing, row.decision_id = ListStanding.RECOMMENDED.value, kept.pk
        row.decided_at, row.decided_by, row.reason = moment, str(actor), words
        row.save(update_fields=["standing", "decision", "decided_at", "decided_by", "reason"])
        _noted(actor, "listings.recommend", row, {"decision": kept.pk, "answer": kept.answer}, moment)
        _tell_firm(row, moment)
    return row


def take_off(*, by: Viewer, number: int, reason: str, now: datetime | None = None) -> Listing:
    """Take a firm off the list, with the reason: the office, or the firm itself. It may apply again."""
    moment = now or timezone.now()
    with transaction.atomic():
        row = _held(by, number, ListStanding.APPLIED, ListStanding.RECOMMENDED)
        is_own = acts_for_entry(by, row.enterprise_id)
        permission = FIRMS if is_own else KEEPS
        by.require(permission)
        actor = actor_of(by, permission)
        if not reason.strip():
            raise ReasonWanted(behind="")
        before = row.standing
        if row.standing == ListStanding.RECOMMENDED.value:
            _make_room(row.enterprise_id, but_for=row)
            told = {name: getattr(row, name) for name in ("enterprise_id", "found_kind", "found_key", "applied_at", "applied_by")}
            row = Listing(**told)
        row.standing, row.decided_at, row.decided_by, row.reason = ListStanding.OUT.value, moment, str(actor), reason.strip()
        row.save()
        _noted(actor, "listings.take_off", row, {"before": before, "reason": row.reason}, moment)
        if not is_own:
            _tell_firm(row, moment)
    return row


def _reason(told: Explanation, reason: str) -> str:
    """The words that stand beside a recommendation."""
    if told.answer is Answer.NO:
        raise RulesSayNo(failed=joined([each.condition.text or same(each.condition.clause) for each in told.failed]))
    if told.answer is Answer.UNKNOWN and not reason:
        missing = joined([gap.label for gap in told.missing], zh="、", en=", ")
        raise ReasonWanted(behind=Label(f"，还不知道：{missing.zh}", f"; not known: {missing.en}"))
    return reason or _BY_THE_RULES.zh


def _make_room(firm: int, but_for: Listing | None = None) -> None:
    """The rows of a firm that stood last stand last no more; refused where one of them is still on a list."""
    for row in Listing.objects.select_for_update(of=("self",)).filter(enterprise__in=entries_of(firm), is_last=True):
        if row.standing != ListStanding.OUT.value and row != but_for:
            raise ListedBefore(standing=ListStanding.of(row.standing).label)
        row.is_last = False
        row.save(update_fields=["is_last"])


def _made(**told: object) -> Listing:
    """The row; of two that are made at once the database keeps one."""
    try:
        with transaction.atomic():
            return Listing.objects.create(**told)
    except IntegrityError as error:
        raise ListedBefore(standing=ListStanding.APPLIED.label) from error


def _held(by: Viewer, number: int, *at: ListStanding) -> Listing:
    """A listing in sight that stands last, locked until the transaction ends."""
    seen = listing_numbered(by, number)
    row = Listing.objects.select_for_update(of=("self",)).select_related("enterprise").get(pk=seen.pk)
    if not row.is_last or ListStanding.of(row.standing) not in at:
        raise NotAtThisStanding(standing=ListStanding.of(row.standing).label)
    return row


def _key_of(row: Listing) -> str:
    """The key of the firm as it stands in the register."""
    firm = standing_for([row.enterprise_id])[row.enterprise_id]
    return keys_by_id([firm])[firm]


def _noted(actor: Actor, act: str, row: Listing, after: dict[str, object], now: datetime) -> None:
    told = {"enterprise": row.enterprise.key, "standing": row.standing} | after
    record_event(by=actor, act=act, subject=("listing", str(row.pk)), after=told, now=now)


def _tell_firm(row: Listing, now: datetime) -> None:
    """The firm hears where it stands, and why."""
    on = timezone.localdate(now)
    people = {person for own in sorted(met_as(row.enterprise_id).organisations) for person in people_with(FIRMS, on, own)}
    if people:
        said = _TOLD.filled(standing=ListStanding.of(row.standing).label, reason=row.reason)
        about = ("listing", str(row.pk))
        tell_many([Word(tuple(sorted(people)), said, about, reverse("finance:listing", args=[_key_of(row)]))], now)
