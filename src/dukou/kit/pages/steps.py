"""The steps that a visitor may take on a page: each a form of its own that says its name, what is done with it, and the word when it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, QueryDict

from dukou.kit.core.labels import Label


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name in the form, its title, its form, the act, and what is said when it was done: a word, or what is asked then.

    `note`: what to know before; `is_quiet`: it stays folded, with a quiet button: few should take it. Fields in `form.folded` are folded.
    """

    name: str
    title: Label
    form: forms.Form
    act: Callable[[], object]
    done: Label | Callable[[], Label]
    note: Label | None = None
    is_quiet: bool = False


def data_for(request: HttpRequest, name: str) -> QueryDict | None:
    """What was sent with the step of this name; None where another one was taken, or none."""
    return request.POST if request.POST.get("step", "") == name else None


def files_for(request: HttpRequest, name: str) -> object:
    """The files that were sent with the step of this name."""
    return request.FILES if request.POST.get("step", "") == name else None


def step_taken(request: HttpRequest, steps: Sequence[Step]) -> Step | None:
    """The step that was sent, if it is one that the visitor may take."""
    return next((each for each in steps if each.name == request.POST.get("step", "")), None)
