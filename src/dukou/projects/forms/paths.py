"""A task of a permit path, and what is foretold."""

from __future__ import annotations

from typing import Any

from django import forms

from dukou.projects.forms.projects import Choices, day_field, offer, said, words_field


class TaskForm(forms.Form):
    """How far a task is."""

    task = forms.ChoiceField(label=said("任务", "task"))
    begun_on = day_field("开始", "begun", is_required=False)
    done_on = day_field("办结", "done", is_required=False)
    is_left_out = forms.BooleanField(label=said("不需要这一项", "not needed here"), required=False)
    words = words_field("说明（不需要的必写）", "words (needed where it is left out)", is_required=False)

    def __init__(self, *args: Any, tasks: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "task", tasks)


class ForecastForm(forms.Form):
    """A forecast from today on."""

    plan = day_field("计划投产日期（可不写）", "planned day of production (may be empty)", is_required=False)
