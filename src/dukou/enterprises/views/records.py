"""Recording something about a firm, one form for each noun, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.enterprises.actions import charges, doubles, life_events, links, parts, records, sites, statements
from dukou.enterprises.actions import tags as firm_tags
from dukou.enterprises.core.entrance import VISIBLE
from dukou.enterprises.core.kinds import LifeEventKind, LinkKind, PartKind, SiteUse
from dukou.enterprises.core.statements import Told
from dukou.enterprises.forms import records as forms
from dukou.enterprises.queries.profiles import Profile
from dukou.enterprises.views.one_form import back_to, filled, firm_for_keeping, form_page
from dukou.figures.actions import tags
from dukou.figures.core.tags import Confidence
from dukou.figures.queries import tags_of
from dukou.kit.core.labels import Label, same

Typed = dict[str, Any]
_RECORDED = Label("已记录", "recorded")
_WITHDRAWN = Label("已撤回；记录和理由都保留", "taken back; the record and the reason are kept")


@dataclass(frozen=True, slots=True)
class _Noun:
    """What can be recorded: its title, its form, and the act with what was typed."""

    title: Label
    form: type[forms.RecordForm]
    act: Callable[[Viewer, Profile, Typed], object]
    about: Label | None = None


def _life_event(by: Viewer, firm: Profile, typed: Typed) -> None:
    life_events.record(by=by, key=firm.key, **typed | {"kind": LifeEventKind.of(typed["kind"])})


def _link(by: Viewer, firm: Profile, typed: Typed) -> None:
    links.tie(by=by, key=firm.key, **typed | {"kind": LinkKind.of(typed["kind"])})


def _site(by: Viewer, firm: Profile, typed: Typed) -> None:
    sites.locate(by=by, key=firm.key, **typed | {"use": SiteUse.of(typed["use"])})


def _part(by: Viewer, firm: Profile, typed: Typed) -> None:
    parts.give(by=by, key=firm.key, **typed | {"kind": PartKind.of(typed["kind"])})


def _charge(by: Viewer, firm: Profile, typed: Typed) -> None:
    charges.give(by=by, key=firm.key, **typed)


def _tag(by: Viewer, firm: Profile, typed: Typed) -> None:
    coded = {"confidence": Confidence.of(typed["confidence"]), "evidence": same(typed["evidence"])}
    firm_tags.add(by=by, key=firm.key, **typed | coded)


def _twin(by: Viewer, firm: Profile, typed: Typed) -> None:
    doubles.propose(by=by, key=firm.key, **typed)


def _statement(by: Viewer, firm: Profile, typed: Typed) -> None:
    evidence = typed.pop("evidence")
    statements.state(by=by, key=firm.key, told=Told(**typed), evidence=evidence)


_STATUS_FOLLOWS = Label("状态随最近一次事件改变。", "The status follows the latest event.")
_STAYS_APART = Label("上级单位的数不会计入本单位，反之亦然。", "Figures of the unit above never become this unit's, nor the reverse.")
_TO_QUEUE = Label("列入疑似重复，由人判断是不是同一家。", "The pair joins the possible doubles, and people decide.")
_FOR_RULES = Label(
    "规则要用的情况：称号、证书、事故等。没有登记就是不知道。",
    "What rule books lean on: titles, certificates, accidents. What is not stated is unknown.",
)
_NOUNS: Mapping[str, _Noun] = {
    "life-event": _Noun(Label("记录一件事", "Record an event"), forms.LifeEventForm, _life_event, _STATUS_FOLLOWS),
    "link": _Noun(Label("记录上级单位", "Record a unit above"), forms.LinkForm, _link, _STAYS_APART),
    "site": _Noun(Label("记录场地", "Record a site"), forms.SiteForm, _site),
    "part": _Noun(Label("记录角色", "Record a part"), forms.PartForm, _part),
    "statement": _Noun(Label("登记一项事实", "State a fact"), forms.StatementForm, _statement, _FOR_RULES),
    "charge": _Noun(Label("交给专班", "Put in charge of a task force"), forms.ChargeForm, _charge),
    "tag": _Noun(Label("标注环节", "Tag with a segment"), forms.TagForm, _tag),
    "twin": _Noun(Label("与另一条登记重复？", "A double of another entry?"), forms.TwinForm, _twin, _TO_QUEUE),
}
NOUNS = frozenset(_NOUNS)
_KEEPERS = needs(Permission.KEEP_REGISTER, rows=VISIBLE)


@_KEEPERS
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, key: str, noun: str) -> HttpResponse:
    """Record something about a firm."""
    viewer = request_viewer(request)
    firm = firm_for_keeping(viewer, key)
    known = _NOUNS.get(noun)
    if known is None:
        raise Http404(noun)
    form = known.form(request.POST or None, viewer=viewer)
    if filled(request, form, lambda: known.act(viewer, firm, form.cleaned_data)):
        return back_to(request, firm, _RECORDED)
    return form_page(request, firm, form, known.title, known.about)


@_KEEPERS
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, key: str, noun: str, number: int) -> HttpResponse:
    """Take back what was recorded about a firm; it is shown once more beside the form."""
    viewer = request_viewer(request)
    firm = firm_for_keeping(viewer, key)
    kept = [
        *firm.life,
        *firm.sites,
        *firm.parts,
        *firm.charges,
        *firm.statements,
        *(each.record for each in firm.relatives if each.is_above),
    ]
    found = next((each for each in kept if (each.noun, each.number) == (noun, number)), None)
    if found is None:
        raise Http404(f"{noun} {number}")
    form = forms.WithdrawForm(request.POST or None)

    def act() -> None:
        records.withdraw(by=viewer, key=found.owner, noun=noun, number=number, reason=form.cleaned_data["reason"])

    if filled(request, form, act):
        return back_to(request, firm, _WITHDRAWN)
    about = Label("{what} {about}。依据：{evidence}", "{what} {about}. Evidence: {evidence}")
    shown = about.filled(what=found.what, about=found.about, evidence=found.evidence)
    return form_page(request, firm, form, Label("撤回", "Take back"), shown)


@_KEEPERS
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_tag(request: HttpRequest, key: str, kind: str, of: str) -> HttpResponse:
    """Take a tag back that was added by hand."""
    viewer = request_viewer(request)
    firm = firm_for_keeping(viewer, key)
    form = forms.WithdrawTagForm(request.POST or None)
    ref = f"{kind}/{of}"
    standing = tags_of(viewer=viewer, subjects=firm.refs, known_on=timezone.localdate())
    tagged = next((subject for subject, some in standing.items() if any(tag.segment == ref for tag in some)), firm.ref)
    if filled(request, form, lambda: tags.withdraw(by=viewer, subject=tagged, segment=ref, **form.cleaned_data)):
        return back_to(request, firm, _WITHDRAWN)
    return form_page(request, firm, form, Label("撤回环节标注", "Take the tag back"))
