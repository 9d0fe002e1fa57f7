"""What is asked, and what the form says of it; for every act that takes a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dukou.affairs.actions._papers import Brought, there
from dukou.affairs.actions.refusals import FormFaulty, NothingChosen
from dukou.affairs.core.concepts import Answer
from dukou.affairs.core.forms import Judged
from dukou.affairs.core.kinds import Provenance
from dukou.affairs.core.materials import missing, needed
from dukou.affairs.models import Application
from dukou.affairs.queries.texts import TextRead, read
from dukou.kit.core.labels import Label
from dukou.kit.core.places import FieldFault


@dataclass(frozen=True)
class Asking:
    """What is asked: the affair by slug, units by matter, answers by concept as they were typed, and what comes for the materials.

    `firm`: key of the enterprise; `applicant`: the name of one that is yet to be. `edition`: of the form that was filled in, where it says.
    `form_key`: the same from the same person files once.
    """

    slug: str
    chosen: Mapping[str, Sequence[str]]
    answers: Mapping[str, object]
    firm: str = ""
    applicant: str = ""
    edition: str = ""
    form_key: str = ""
    brought: Mapping[str, Brought] = field(default_factory=dict)


def judged_form(text: TextRead, asking: Asking) -> Judged:
    """What the form says of what is asked; refused with every fault where it is not whole."""
    chosen = frozenset(asking.chosen)
    strangers = [key for key in asking.chosen if key not in text.affair.by_key]
    judged = text.form(chosen).judge(asking.answers, asking.chosen)
    faults = [FieldFault(f"matters.{key}", _NO_MATTER.filled(affair=text.affair.name), _MATTERS) for key in strangers] + list(judged.faults)
    if not judged.matters:
        raise NothingChosen()
    if faults:
        refusal = FormFaulty(count=len(faults))
        refusal.faults = faults
        raise refusal
    return judged


def with_provenance(text: TextRead, answers: Mapping[str, Answer], known: Mapping[str, str]) -> dict[str, dict[str, object]]:
    """Each answer with where it comes from: the register's if it says the same, else typed."""
    found = {}
    for key, answer in answers.items():
        column = text.concepts[key].register
        source = Provenance.KNOWN if column and known.get(column) == str(answer) else Provenance.TYPED
        found[key] = {"value": answer, "from": source.value}
    return found


def still_missing(application: Application) -> list[Label]:
    """The names of the materials that are needed and for which nothing is there."""
    text = read(application.text)
    judged = text.form(application.chosen).judge({key: each["value"] for key, each in application.answers.items()})
    wanted = needed(text.affair, judged.matters, judged.values, judged.absent)
    return [each.material.name for each in missing(wanted, there(application))]


_NO_MATTER = Label("“{affair}”没有这一事项", "“{affair}” has no such matter")
_MATTERS = Label("见 dukou affairs form", "see dukou affairs form")
