"""Trying a rule book with figures of one's own: one field for each fact, all of them optional."""

from __future__ import annotations

import re
from contextlib import suppress

from django import forms
from django.http import QueryDict

from dukou.kit.core.labels import Label
from dukou.kit.core.money import FEN_PER_UNIT
from dukou.kit.core.refusals import Malformed
from dukou.rules.core.closed_lists import Words, lists_of, tables_chosen, word_meant
from dukou.rules.core.facts import FactFace, FactType
from dukou.rules.core.linking import Linked
from dukou.rules.core.needs import needs_of
from dukou.rules.core.quantities import measure

_BARE = re.compile(r"[+-]?[\d,]+(\.\d+)?", re.ASCII)
_TRUTHS = [("", Label("未知", "unknown")), ("yes", Label("是", "yes")), ("no", Label("否", "no"))]


class TrialForm(forms.Form):
    """The facts that a book and those beneath it lean on; what is left empty is unknown."""

    def __init__(self, linked: Linked, data: QueryDict) -> None:
        tables = tables_chosen(linked)
        self.lists = lists_of(linked) | {name: table.outputs for name, table in tables.items()}
        self.asked = data
        super().__init__(self._chosen(data))
        faces = {face.name: face for each in linked.walk() for face in each.facts.values()}
        for name, table in tables.items():
            help_text = str(Label("选了就不再由代码等推算", "chosen here, it is not reckoned from codes and the like"))
            self.fields[name] = _choice(table.label, table.outputs, help_text)
        for name, back in needs_of([linked]):
            self.fields[field_name(name, back)] = _field(faces[name], back, self.lists.get(name, {}))
        self.units = dict.fromkeys(tables, "") | {field_name(name, back): faces[name].unit for name, back in needs_of([linked])}

    def given(self) -> dict[str, object]:
        """What was filled in, by the fact's registered name."""
        told = {name: self.asked.get(name, "") for name in self.fields}
        return {name: self._with_unit(name, str(value).strip()) for name, value in told.items() if str(value).strip()}

    def _chosen(self, data: QueryDict) -> QueryDict:
        """What was sent, words of closed lists written whole, so that the field shows what they were taken for."""
        chosen = data.copy()
        for field in list(chosen):
            words, typed = self.lists.get(field.partition("@")[0]), chosen.get(field, "")
            if words and typed:
                with suppress(Malformed):  # the answer names what is wrong
                    chosen[field] = word_meant(str(typed), words)
        return chosen

    def _with_unit(self, name: str, value: str) -> str:
        """A bare number is of the unit that stands beside its field."""
        return f"{value}{self.units[name]}" if self.units[name] and _BARE.fullmatch(value) else value


def field_name(fact: str, back: int) -> str:
    """The field of a fact and year, as it can be handed in."""
    return f"{fact}@{back}" if back else fact


def _field(face: FactFace, back: int, words: Words) -> forms.Field:
    label = face.label if not back else Label(f"{face.label.zh}（前推 {back} 年）", f"{face.label.en} ({back} years earlier)")
    if face.holds is FactType.TRUTH:
        return forms.ChoiceField(label=str(label), required=False, choices=[(code, str(word)) for code, word in _TRUTHS])
    if words:
        return _choice(label, words)
    if face.holds is FactType.DATE:
        return forms.DateField(label=str(label), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    if face.unit:
        label = Label("{name}（{unit}）", "{name} ({unit})").filled(name=label, unit=_unit_words(face.unit))
    return forms.CharField(label=str(label), required=False, max_length=200)


def _choice(label: Label, words: Words, help_text: str = "") -> forms.ChoiceField:
    """A closed list, with nothing chosen for what is not known."""
    offered = [("", str(_TRUTHS[0][1])), *((word, str(name)) for word, name in words.items())]
    return forms.ChoiceField(label=str(label), required=False, choices=offered, help_text=help_text)


def _unit_words(code: str) -> Label:
    """What a bare number counts; the English reader of a field is told how many yuan it stands for, for his m yuan are another size."""
    unit = measure(code)
    return Label(unit.code, f"{unit.per_base // FEN_PER_UNIT['元']:,} yuan" if unit.english_power else unit.label.en)
