"""The day of knowledge: any table, page or chart can be asked as known on a date."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class NotADay(Refusal):
    """An address or a command that asks for a day that is none."""

    code = "kit.not_a_day"
    status = 400
    what = Label("无法按“{text}”显示", "nothing can be shown as known on “{text}”")
    why = Label("这不是一个日期", "this is not a date")
    cure = Label("写成 2024-07-08", "write it as 2024-07-08")


def usual_day() -> date:
    """The day of knowledge where none is asked for: today; in a demo home the day on which its figures were news."""
    said: str = settings.HOME_FILE.known_on
    return date.fromisoformat(said) if said else timezone.localdate()


def day_of(text: str | None) -> date:
    """The day that `text` writes; the usual one where nothing is written."""
    if not text:
        return usual_day()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotADay(text=text) from None


def known_on_of(request: HttpRequest) -> date:
    """The day as known on which the page is asked for (`?known_on=2024-07-08`), the usual day by default."""
    return day_of(request.GET.get("known_on"))


def known_on_suffix(request: HttpRequest) -> str:
    """What an address carries on so that the next page is asked as known on the same day; empty where none was asked for."""
    return f"?known_on={known_on_of(request)}" if request.GET.get("known_on") else ""
