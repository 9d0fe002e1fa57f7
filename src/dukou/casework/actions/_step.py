"""What one step does to a case: legs opened and closed, clocks started, stopped, paused, extended. All of it ends in one event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import F

from dukou.casework.actions import _clocks, _legs
from dukou.casework.actions._events import event_row
from dukou.casework.actions._telling import tell
from dukou.casework.actions.refusals import NoSuchGrade, ReasonWanting
from dukou.casework.core.budgets import Budget, BudgetUnit
from dukou.casework.core.clocks import local
from dukou.casework.core.events import Happening
from dukou.casework.core.ledgers import Holder
from dukou.casework.core.profiles import WAITING, ClockRule, Expiry, LegRole, Profile
from dukou.casework.core.states import ClockState, LegOutcome
from dukou.casework.models import Case, CaseEvent, ExtensionRequest, Leg, RunningClock
from dukou.casework.queries.profiles import profile_of
from dukou.casework.queries.timing import Timing, timing_of
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label, joined


class Step:
    """One step of one case, by one actor at one moment."""

    def __init__(self, case: Case, by: Actor, act: str, now: datetime) -> None:
        self.case, self.by, self.act, self.now = case, by, act, now
        self.changes: list[dict[str, Any]] = []
        self.data: dict[str, Any] = {}
        self._timing: Timing | None = None

    @property
    def profile(self) -> Profile:
        """The rules to which the case is pinned."""
        return profile_of(self.case.profile)

    @property
    def timing(self) -> Timing:
        """The rules with the calendar in force."""
        self._timing = self._timing or timing_of(self.profile)
        return self._timing

    def note(self, **data: Any) -> None:
        """Plain values that the event tells besides what was changed."""
        self.data.update(data)

    def open_leg(self, *, unit: int, role: LegRole, task: str = "", officer: str = "", clocks: Sequence[str] = ()) -> Leg:
        """Give a unit (primary key of an organisation) its part; `clocks`: those that run for it, that of its role if empty."""
        leg = _legs.opened(self.case, unit, role, task, officer, self.now)
        self._changed("leg_opened", leg=leg.pk, unit=leg.unit.key, role=role.value)
        self.start_all(clocks or [role.value], leg=leg)
        return leg

    def close_leg(self, leg: Leg, outcome: LegOutcome, answer: str = "") -> None:
        """End a leg, and its clocks with it."""
        _legs.close(leg, outcome, answer, self.now)
        self._changed("leg_closed", leg=leg.pk, unit=leg.unit.key, outcome=outcome.value)
        self._stop_all(RunningClock.objects.filter(leg=leg))

    def hand_over(self, leg: Leg, officer: str) -> None:
        """Put a leg into the hands of an officer of its unit, by key."""
        before, leg.officer = leg.officer, officer
        leg.save(update_fields=["officer"])
        self._changed("leg_handed_over", leg=leg.pk, before=before, after=officer)

    def start(
        self, key: str, *, leg: Leg | None = None, anchor: datetime | None = None, within: Budget | None = None
    ) -> RunningClock | None:
        """Start the clock `key` of the case's grade; None where the profile gives no such clock. `within`: another time than its rule's."""
        rule = self.profile.clock(self.case.grade, key)
        if rule is None or within is None:
            return next(iter(self.start_all([key], leg=leg, anchor=anchor)), None)
        rule = replace(rule, within=within)
        return self._started([_clocks.prepared(self.case, leg, rule, anchor or self.now, self.timing)], [rule])[0]

    def start_all(self, keys: Iterable[str], *, leg: Leg | None = None, anchor: datetime | None = None) -> list[RunningClock]:
        """Start those of the clocks that the profile gives for the case's grade, by one statement."""
        rules = [rule for key in keys if (rule := self.profile.clock(self.case.grade, key)) is not None]
        return self._started([_clocks.prepared(self.case, leg, rule, anchor or self.now, self.timing) for rule in rules], rules)

    def _started(self, clocks: list[RunningClock], rules: Sequence[ClockRule]) -> list[RunningClock]:
        if clocks:
            _clocks.started(clocks, joined([rule.name for rule in rules], zh="、", en=", "))
        for clock in clocks:
            self._changed("clock_started", clock=clock.pk, key=clock.key, due=_text(clock.due_on), firm=clock.is_firm)
        if self.case.waits_for:
            self._let_stand(clocks)
        return clocks

    def start_until(self, key: str, day: date, name: Label) -> RunningClock:
        """Start a clock that runs out on a promised day, a working day later than today, whatever the profile says.

        It ends on that day and no other: no notice, convention or grade moves what somebody promised.
        """
        within = Budget(self.timing.calendar.between(local(self.now).date(), day), BudgetUnit.WORKDAYS)
        rule = ClockRule(key, name, within, Expiry.ESCALATE)
        return self._started([_clocks.prepared(self.case, None, rule, self.now, self.timing, until_on=day)], [rule])[0]

    def stop(self, key: str, *, leg: Leg | None = None) -> RunningClock | None:
        """Stop a clock, since what it waited for has come; None where none runs."""
        found = RunningClock.objects.exclude(state=ClockState.STOPPED.value).filter(case=self.case, leg=leg, key=key)
        stopped = self._stop_all(found)
        return stopped[0] if stopped else None

    def pause(self, clock: RunningClock, *, holder: Holder, reason: str) -> None:
        """Let a clock stand still while `holder` has the case."""
        _clocks.pause(clock, holder, _said(reason), self.by, self.now, self.timing)
        self._changed("clock_paused", clock=clock.pk, key=clock.key, holder=holder.value)

    def resume(self, clock: RunningClock, *, reason: str = "") -> None:
        """Let a clock run again with what was left."""
        _clocks.resume(clock, reason, self.by, self.now, self.timing)
        self._changed("clock_resumed", clock=clock.pk, key=clock.key, due=_text(clock.due_on), firm=clock.is_firm)

    def stand_or_run(self, leg: int, holder: Holder | None, reason: str = "") -> None:
        """Let the clocks of a leg (primary key) stand with `holder`, as their ledger then says, or run where there is none.

        What has run out is moved by nothing; what stands with the same for the same reason stays as it is.
        """
        for clock in RunningClock.objects.exclude(state=ClockState.STOPPED.value).filter(leg=leg).order_by("pk"):
            clock.case = self.case
            if clock.state == ClockState.STANDING.value:
                last = clock.entries.order_by("pk").last()
                if holder is not None and last is not None and (last.holder, last.reason) == (holder.value, reason):
                    continue
                self.resume(clock)
            if holder is not None and not clock.has_run_out(self.now):
                self.pause(clock, holder=holder, reason=reason)

    def wait(self, holder: Holder, reason: str) -> None:
        """Let the case wait for `holder`: clocks stand still until `go_on`, those too that are started meanwhile.

        What has run out runs on, for it is late whoever has the case.
        """
        self.case.waits_for, self.case.waits_why = holder.value, _said(reason)
        self.case.save(update_fields=["waits_for", "waits_why"])
        self._let_stand(RunningClock.objects.filter(case=self.case, state=ClockState.RUNNING.value).order_by("pk"))

    def go_on(self, *, reason: str = "") -> None:
        """The case waits no more: what stood still runs again with what was left."""
        self.case.waits_for = self.case.waits_why = ""
        self.case.save(update_fields=["waits_for", "waits_why"])
        standing = RunningClock.objects.filter(case=self.case, state=ClockState.STANDING.value, key__in=WAITING)
        for clock in standing.order_by("pk"):
            clock.case = self.case
            self.resume(clock, reason=reason)

    def _let_stand(self, clocks: Iterable[RunningClock]) -> None:
        for clock in clocks:
            clock.case = self.case
            if clock.key in WAITING and _clocks.may_stand(clock, _clocks.rule_of(clock, self.timing)) and not clock.has_run_out(self.now):
                self.pause(clock, holder=Holder.of(self.case.waits_for), reason=self.case.waits_why)

    def extend(self, clock: RunningClock, *, value: int, reason: str) -> None:
        """Give a clock `value` more of its units, as a part of what was granted for another."""
        _clocks.extend(clock, value, _said(reason), self.by, self.now, self.timing)
        self._changed("extension_granted", clock=clock.pk, key=clock.key, value=value, due=_text(clock.due_on), firm=clock.is_firm)

    def ask_extension(self, clock: RunningClock, *, value: int, reason: str) -> ExtensionRequest:
        """Ask for `value` more units, while there is time and the rule allows it."""
        asked = _clocks.asked_extension(clock, value, _said(reason), self.by, self.now, self.timing)
        self._changed("extension_asked", clock=clock.pk, key=clock.key, value=value)
        return asked

    def rule_on_extension(self, request: ExtensionRequest, *, is_granted: bool, reason: str) -> None:
        """Grant or refuse more time; granted, the deadline moves."""
        clock = request.clock
        _clocks.rule_on_extension(request, clock, is_granted, _said(reason), self.by, self.now, self.timing)
        did = "extension_granted" if is_granted else "extension_refused"
        self._changed(did, clock=clock.pk, key=clock.key, value=request.value, due=_text(clock.due_on), firm=clock.is_firm)

    def regrade(self, grade: str) -> None:
        """Give the case another grade. Clocks keep when they began and what their ledger says, under the new budget.

        What has run out, and a promised day, stay as they are.
        """
        grades = self.profile.grades
        if grade not in grades:
            raise NoSuchGrade(profile=self.profile.name, grade=grade, grades=joined([each.name for each in grades.values()]))
        before, self.case.grade = self.case.grade, grade
        self.case.save(update_fields=["grade"])
        self._changed("regraded", before=before, after=grade)
        for clock in RunningClock.objects.exclude(state=ClockState.STOPPED.value).filter(case=self.case):
            rule = self.profile.clock(grade, clock.key)
            if rule is None or clock.until_on is not None:
                continue
            if clock.has_run_out(self.now):
                self._changed("clock_kept", clock=clock.pk, key=clock.key, due=_text(clock.due_on), firm=clock.is_firm)
            else:
                _clocks.put_under(clock, rule, self.timing)
                self._changed("clock_moved", clock=clock.pk, key=clock.key, due=_text(clock.due_on), firm=clock.is_firm)

    def close(self, outcome: str, *, is_moot: bool = False) -> None:
        """End the case: open legs are recalled, every clock stops; `is_moot`: what those still wait for is wanted no more."""
        for leg in Leg.objects.filter(case=self.case, closed_at__isnull=True).select_related("unit"):
            self.close_leg(leg, LegOutcome.RECALLED)
        stopped = self._stop_all(RunningClock.objects.filter(case=self.case))
        if is_moot:
            _clocks.let_be_moot(stopped)
        self.case.closed_at, self.case.outcome = self.now, outcome
        self.case.waits_for = self.case.waits_why = ""
        self.case.save(update_fields=["closed_at", "outcome", "waits_for", "waits_why"])
        self._changed("closed", outcome=outcome)

    def reopen(self) -> None:
        """Open a closed case again; its events go on in their order."""
        before, self.case.closed_at, self.case.outcome = self.case.outcome, None, ""
        self.case.save(update_fields=["closed_at", "outcome"])
        self._changed("reopened", before=before)

    def tell(self, people: Iterable[int], said: Label, address: str) -> None:
        """Tell people (primary keys) what this step means for them; `address`: of the page that shows it. Nobody is told the same twice."""
        already = {key for each in self.changes if each["did"] == "told" and each["said"] == said.zh for key in each["people"]}
        if told := tell(people, said, (self.case.kind, str(self.case.pk)), address, self.now, already):
            self._changed("told", people=told, said=said.zh)

    def finish(self, reason: str = "") -> CaseEvent:
        """Write the event of the step; done by whoever began it."""
        Case.objects.filter(pk=self.case.pk).update(steps=F("steps") + 1)
        self.case.steps += 1
        data = self.data | ({"changes": self.changes} if self.changes else {}) | ({"reason": reason} if reason else {})
        told = Happening(self.case.pk, self.case.steps, self.act, self.now, str(self.by), self.by.on_behalf_of, data)
        event = event_row(told)
        event.save(force_insert=True)
        return event

    def _stop_all(self, clocks: Iterable[RunningClock]) -> list[RunningClock]:
        stopped = _clocks.stop(clocks, self.now)
        for clock in stopped:
            self._changed("clock_stopped", clock=clock.pk, key=clock.key)
        for request in _clocks.let_lapse(stopped, self.now):
            self._changed("extension_moot", clock=request.clock.pk, key=request.clock.key, value=request.value)
        return stopped

    def _changed(self, did: str, **what: Any) -> None:
        self.changes.append({"did": did} | what)


def _said(reason: str) -> str:
    if not reason.strip():
        raise ReasonWanting()
    return reason.strip()


def _text(day: object) -> str | None:
    return None if day is None else str(day)
