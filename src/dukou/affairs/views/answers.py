"""Answers in lines, with where each comes from."""

from __future__ import annotations

from collections.abc import Mapping

from dukou.affairs.core.concepts import Answer, shown
from dukou.affairs.core.forms import Form
from dukou.affairs.core.kinds import Provenance
from dukou.affairs.queries.shown import ShownAnswer


def answer_lines(form: Form, answers: Mapping[str, Answer], known: Mapping[str, str]) -> list[ShownAnswer]:
    """One line an answer, in the order of the form."""
    found = []
    for each in form.asked:
        key = each.concept.key
        if key in answers:
            source = Provenance.KNOWN if known.get(key) == str(answers[key]) else Provenance.TYPED
            found.append(ShownAnswer(each.concept.name, shown(each.concept, answers[key]), source))
    return found
