"""What is refused of week lists and visit notes."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.projects.actions.refusals import NOT_RECORDED


class ItemDone(Refusal):
    """What is done is not done again."""

    code = "projects.week_item_done"
    status = 409
    what = NOT_RECORDED
    why = Label("{day} 已办结", "it was done on {day}")
    cure = Label("还有事要办的，另列一项", "put what is left on the list as something new")


class DoneBefore(Refusal):
    """Something is done after it was put on the list."""

    code = "projects.week_item_done_before"
    what = NOT_RECORDED
    why = Label("{day} 早于列入的那一周", "{day} lies before the week in which it was put on the list")
    cure = Label("核对日期", "check the day")


class NotThisVisit(Refusal):
    """A note belongs to a visit to the project's firm."""

    code = "projects.note_of_another_visit"
    what = NOT_RECORDED
    why = Label("第 {number} 号不是对这家企业的走访", "number {number} is no visit to this firm")
    cure = Label("从走访日历里选，或留空", "choose it from the visit calendar, or leave it empty")
