"""The form, page by page: saved at each step, right or wrong; checked at the end, and handed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.organisations import organisation_names
from dukou.affairs.actions import drafts
from dukou.affairs.core.entrance import APPLIES
from dukou.affairs.core.forms import Asked, Form, Judged, PageOfForm
from dukou.affairs.core.kinds import Giving, Way
from dukou.affairs.core.materials import Ledger, ledger, missing
from dukou.affairs.forms import AnswerForm, ApplicantForm, answers_sent
from dukou.affairs.models import Draft
from dukou.affairs.queries.drafts import draft_of
from dukou.affairs.queries.texts import TextRead, affair_in_force, read
from dukou.affairs.tables.materials import ledger_table
from dukou.affairs.views.answers import answer_lines
from dukou.affairs.views.parts import AFFAIRS
from dukou.enterprises.queries.own import registered
from dukou.kit.core.labels import Label, same
from dukou.kit.doors import acted
from dukou.kit.files import Coming
from dukou.kit.pages.parts import Crumb, Tab

CHOOSE, PAPERS, CHECK = "matters", "papers", "check"
Answered = HttpResponse | list[str]  # where it goes on, or what to say on this page
_FIXED = {CHOOSE: Label("选事项", "Matters"), PAPERS: Label("材料", "Materials"), CHECK: Label("核对提交", "Check and send")}


@dataclass(frozen=True)
class Open:
    """A draft that is open: what it asks, and what became of the answers."""

    viewer: Viewer
    row: Draft

    @cached_property
    def text(self) -> TextRead:
        """The text of its affair."""
        return read(self.row.text)

    @cached_property
    def form(self) -> Form:
        """The form for the matters that are chosen."""
        return self.text.form(self.row.chosen)

    @cached_property
    def judged(self) -> Judged:
        """What the form says of the answers so far."""
        there = {each.concept.key for each in self.form.asked}
        return self.form.judge({key: value for key, value in self.row.answers.items() if key in there}, self.row.chosen)

    @cached_property
    def ledger(self) -> Ledger:
        """The materials."""
        return ledger(self.text.affair, self.judged.matters, self.judged.values)

    @cached_property
    def known(self) -> dict[str, str]:
        """What the register says, by concept."""
        told = registered(self.viewer, self.row.enterprise.key) if self.row.enterprise else {}
        return {key: told[each.register] for key, each in self.text.concepts.items() if each.register in told}

    @property
    def pages(self) -> list[PageOfForm]:
        """The pages that ask something: what is surely not asked is left out."""
        found = [PageOfForm(page.key, page.name, tuple(self.visible(page))) for page in self.form.pages]
        return [page for page in found if page.asked]

    def visible(self, page: PageOfForm) -> list[Asked]:
        """What a page asks, as far as the answers say."""
        absent = self.judged.absent
        return [each for each in page.asked if each.concept.key not in absent]

    @property
    def keys(self) -> list[str]:
        """All pages in order."""
        return [CHOOSE, *(page.key for page in self.pages), PAPERS, CHECK]

    def page(self, key: str) -> PageOfForm | None:
        """The page of questions with this key."""
        return next((each for each in self.pages if each.key == key), None)

    def next_of(self, key: str) -> str:
        """The page after this one."""
        keys = self.keys
        return keys[min(keys.index(key) + 1, len(keys) - 1)] if key in keys else CHOOSE


@APPLIES
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """One page of the form."""
    viewer = request_viewer(request)
    opened = Open(viewer, draft_of(viewer, number))
    key = request.GET.get("page", CHOOSE)
    key = key if key in opened.keys else CHOOSE
    faults: list[str] = []
    if request.method == "POST":
        answer = _SENT.get(request.POST.get("step", ""), _saved)(request, opened, key)
        if isinstance(answer, HttpResponse):
            return answer
        faults, opened = answer, Open(viewer, draft_of(viewer, number))
    return _shown(request, opened, key, faults)


def _saved(request: HttpRequest, opened: Open, key: str) -> Answered:
    """Save what was sent; on to the next page, unless something on this one cannot be read."""
    by, number = opened.viewer, opened.row.pk
    if key == CHOOSE:
        drafts.save(by=by, draft=number, chosen=_chosen(opened, request))
    elif key == PAPERS:
        form = forms.Form(data={})
        if not acted(form, lambda: drafts.save(by=by, draft=number, promised=_promised(opened, request), files=_files(opened, request))):
            return [str(each) for each in form.non_field_errors()]
    elif (page := opened.page(key)) is not None:
        drafts.save(by=by, draft=number, answers=answers_sent(page.asked, request.POST))
        after = Open(by, draft_of(by, number))
        found = after.page(key)
        here = {each.concept.key for each in found.asked} if found else set()
        if _unreadable(after, here) or here - {each.concept.key for each in page.asked}:
            return []
    after = Open(by, draft_of(by, number))
    return redirect(f"{reverse('affairs:draft', args=[number])}?page={after.next_of(key)}")


def _sent(request: HttpRequest, opened: Open, key: str) -> Answered:
    """Hand it in."""
    form = ApplicantForm(request.POST)
    made: list[int] = []
    told = request.POST.get("applicant", "")
    if acted(form, lambda: made.append(drafts.hand_in(by=opened.viewer, draft=opened.row.pk, applicant=told).pk)):
        messages.success(request, str(Label(f"已提交，编号 {made[0]}", f"sent, its number is {made[0]}")))
        return redirect("affairs:application", made[0])
    return [str(each) for each in form.non_field_errors()]


def _thrown_away(request: HttpRequest, opened: Open, key: str) -> Answered:
    drafts.discard(by=opened.viewer, draft=opened.row.pk)
    messages.success(request, str(Label("草稿已删除", "the draft was thrown away")))
    return redirect("affairs:list")


def _turned(request: HttpRequest, opened: Open, key: str) -> Answered:
    drafts.turn_to(by=opened.viewer, draft=opened.row.pk)
    return redirect("affairs:draft", opened.row.pk)


_SENT = {"send": _sent, "discard": _thrown_away, "turn": _turned}


def _chosen(opened: Open, request: HttpRequest) -> dict[str, list[str]]:
    """The matters that were ticked, each with its units."""
    ticked = set(request.POST.getlist("matter"))
    found = {}
    for matter in opened.text.affair.matters:
        if (matter.giving is Giving.CHOSEN and matter.key in ticked) or matter.giving is Giving.ALWAYS:
            found[matter.key] = request.POST.getlist(f"units-{matter.key}") if matter.least < len(matter.units) else list(matter.units)
    return found


def _promised(opened: Open, request: HttpRequest) -> list[str]:
    return [each.material.key for each in opened.ledger.needed if request.POST.get(f"promise-{each.material.key}")]


def _files(opened: Open, request: HttpRequest) -> dict[str, Coming]:
    keys = [each.material.key for each in opened.ledger.needed]
    sent = {key: request.FILES.get(f"file-{key}") for key in keys}
    return {key: Coming(str(file.name), file.size or 0, file) for key, file in sent.items() if file is not None}


def _unreadable(opened: Open, keys: set[str]) -> bool:
    """Whether something of what was typed on this page cannot be taken; what is merely missing may wait."""
    return any(fault.field in keys and opened.row.answers.get(fault.field) for fault in opened.judged.faults)


def _shown(request: HttpRequest, opened: Open, key: str, faults: list[str]) -> HttpResponse:
    text, current = opened.text, affair_in_force(opened.row.text.slug)
    page = opened.page(key)
    marked = request.method == "POST" or "marked" in request.GET
    form = AnswerForm(page.asked, opened.row.answers, opened.judged, _known(opened), is_marked=marked) if page else None
    names = {each.key: each.name for each in opened.pages} | _FIXED
    context: dict[str, Any] = {
        "draft": opened.row,
        "affair": text.affair,
        "key": key,
        "title": names[key],
        "form": form,
        "steps": [Tab(names[each], f"?page={each}", each == key) for each in opened.keys],
        "place": opened.keys.index(key) + 1,
        "places": len(opened.keys),
        "is_old": current.row.pk != opened.row.text_id,
        "faults": faults,
        "crumbs": [Crumb(AFFAIRS, reverse("affairs:list")), Crumb(text.affair.name), Crumb(same(opened.row.pk))],
    }
    context |= _FURTHER[key](opened) if key in _FURTHER else {}
    bad = bool(faults) or bool(form and form.errors)
    return render(request, "affairs/draft.html", context, status=422 if request.method == "POST" and bad else 200)


def _known(opened: Open) -> frozenset[str]:
    return frozenset(key for key, value in opened.known.items() if str(opened.row.answers.get(key)) == value)


def _choices(opened: Open) -> dict[str, Any]:
    names = organisation_names()
    matters = []
    for matter in opened.text.affair.matters:
        picked = opened.row.chosen.get(matter.key, [])
        units = [(unit, names.get(unit, same(unit)), unit in picked) for unit in matter.units] if matter.least < len(matter.units) else []
        matters.append((matter, matter.key in opened.row.chosen, units))
    return {"matters": matters, "always": Giving.ALWAYS, "chosen": Giving.CHOSEN}


def _papers(opened: Open) -> dict[str, Any]:
    rows = []
    for each in opened.ledger.needed:
        ways = each.material.ways
        rows.append((each, Way.HELD in ways, Way.UPLOAD in ways, Way.PROMISE in ways, opened.row.papers.get(each.material.key)))
    return {"papers": rows}


def _check(opened: Open) -> dict[str, Any]:
    """Everything once more: what was answered, what is wrong or missing and where, and what became of the materials."""
    where = {each.concept.key: page.key for page in opened.pages for each in page.asked}
    names = {each.concept.key: each.concept.name for each in opened.form.asked}
    faults = [(names.get(fault.field, _MATTERS), fault, where.get(fault.field, CHOOSE)) for fault in opened.judged.faults]
    lacking = missing(opened.ledger.needed, opened.row.papers)
    return {
        "answers": answer_lines(opened.form, opened.judged.answers, opened.known),
        "amiss": faults,
        "lacking": lacking,
        "ledger": opened.ledger,
        "ledger_table": ledger_table(opened.ledger) if opened.ledger.rows else None,
        "asks_name": opened.row.enterprise is None,
        "is_ready": not faults and bool(opened.judged.matters),
    }


_MATTERS = Label("选事项", "matters")
_FURTHER: dict[str, Callable[[Open], dict[str, Any]]] = {CHOOSE: _choices, PAPERS: _papers, CHECK: _check}
