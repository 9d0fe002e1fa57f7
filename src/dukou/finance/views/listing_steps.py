"""What may be done on the page of a firm's listing, by who looks and where it stands."""

from __future__ import annotations

from django.http import HttpRequest

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.own import FirmNamed, acts_for_entry
from dukou.finance.actions import listings
from dukou.finance.core.kinds import ListStanding
from dukou.finance.forms.listings import ApplyForm, EnterForm, ReasonForm
from dukou.finance.models import Listing
from dukou.kit.core.labels import Label
from dukou.kit.pages.known import usual_day
from dukou.kit.pages.steps import Step, data_for

_APPLIED = Label("已列入申报清单", "On the application list now")
_BY_RULES = Label(
    "按今天的规则判断并留底：不符合的不能推荐，资料不够的须写明理由。",
    "Answered by the rule book of today, and the answer is kept: a no is not recommended; where not enough is known, say why.",
)


def steps_of(request: HttpRequest, viewer: Viewer, firm: FirmNamed, last: Listing | None) -> list[Step]:
    """The steps open to the visitor now."""
    is_own, keeps = acts_for_entry(viewer, firm.id), viewer.may(Permission.KEEP_FINANCE)
    standing = ListStanding.of(last.standing) if last else ListStanding.OUT
    if last is None or standing is ListStanding.OUT:
        return [_apply(request, viewer, firm)] if is_own else [_enter(request, viewer, firm)] if keeps else []
    found = []
    if keeps and not is_own and standing is ListStanding.APPLIED:
        found.append(_recommend(request, viewer, last))
    if keeps or is_own:
        found.append(_take_off(request, viewer, last))
    return found


def _apply(request: HttpRequest, viewer: Viewer, firm: FirmNamed) -> Step:
    form = ApplyForm(data_for(request, "apply"))
    title = Label("申报白名单", "Apply for the white list")
    return Step("apply", title, form, lambda: listings.apply(by=viewer, enterprise=firm.key), _APPLIED)


def _enter(request: HttpRequest, viewer: Viewer, firm: FirmNamed) -> Step:
    first = {"kind": request.GET.get("kind", "")[:40], "key": request.GET.get("key", "")[:18]}
    form = EnterForm(data_for(request, "enter"), prefix="enter", initial=first)

    def act() -> None:
        listings.apply(by=viewer, enterprise=firm.key, found=form.found)

    return Step("enter", Label("列入申报清单", "Enter on the application list"), form, act, _APPLIED)


def _recommend(request: HttpRequest, viewer: Viewer, last: Listing) -> Step:
    form = ReasonForm(data_for(request, "recommend"), prefix="recommend", is_required=False)

    def act() -> None:
        listings.recommend(by=viewer, number=last.pk, reason=form.cleaned_data["reason"], as_of=usual_day())

    done = Label("已列入推荐清单", "On the recommended list now")
    return Step("recommend", Label("推荐", "Recommend"), form, act, done, _BY_RULES)


def _take_off(request: HttpRequest, viewer: Viewer, last: Listing) -> Step:
    form = ReasonForm(data_for(request, "take_off"), prefix="take_off")

    def act() -> None:
        listings.take_off(by=viewer, number=last.pk, reason=form.cleaned_data["reason"])

    return Step("take_off", Label("移出名单", "Take off the list"), form, act, Label("已移出", "Taken off"), is_quiet=True)
