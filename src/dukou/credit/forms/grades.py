"""A grading by hand."""

from __future__ import annotations

from django import forms

from dukou.credit.forms.parts import day_field


class GradeForm(forms.Form):
    """For which day; empty: today."""

    as_of = day_field("评到哪一天（不写为今天）", "for which day (today)", is_required=False)
