"""What is written when a fact is disputed, and when that is ruled on."""

from __future__ import annotations

from django import forms

from dukou.finance.forms.parts import line_field, said, words_field


class FactDisputeForm(forms.Form):
    """What is wrong with a fact."""

    words = words_field("哪里有误", "what is wrong", help_text=said("办理人员会看到", "whoever rules reads it"))
    evidence = line_field("依据", "evidence", is_required=False)


class TakenBackForm(forms.Form):
    """A step that takes no words."""


class UpholdFactForm(forms.Form):
    """Why the fact stands."""

    reason = words_field("理由（企业会看到）", "reason, which the firm reads")


class CorrectedFactForm(UpholdFactForm):
    """Why it was wrong, and what shows that it was put right."""

    proof = line_field("来源处更正的凭证", "proof that it was put right at its source")
