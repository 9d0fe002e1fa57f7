"""Bad stories: each refused at its place, by name, with its cure."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from dukou.kit.packfiles.nodes import read_yaml
from dukou.kit.packfiles.reading import read_pack
from dukou.kit.packfiles.schemas import checked
from dukou.projects.packs.replay_schemas import ReplayEntry
from dukou.projects.packs.replays import ReplaySection
from dukou.projects.tests.stories_made import STORY, faults, write

BAD = {
    "unknown figure": ("figure: signed", "figure: singed", "7:22: there is no figure “singed” → did you mean “signed”?"),
    "no date": (
        "figure: signed",
        "figure: sum",
        "7:22: the figure “sum” holds a number; here a date is wanted → name another figure",
    ),
    "no number": (
        "figure: months",
        "figure: signed",
        "10:14: the figure “signed” holds a date; here a number is wanted → name another figure",
    ),
    "no land": ("area: area", "area: sum", "15:14: “sum” is in 亿元; here 亩 is wanted → name another figure"),
    "no money": ("evidence: evidence", "evidence: projects", "14:45: “projects” is in 个; here 亿元 is wanted → name another figure"),
    "mixed units": ("evidence: evidence", "evidence: in-wan", "14:45: mixed units: 亿元 and 万元 → state both figures in one unit"),
    "span the wrong way": (
        "from: contract, to: production",
        "from: production, to: contract",
        "10:71: the span does not begin before it ends → the order is contact, contract, production",
    ),
    "whole of nothing": (
        "projects: projects, whole",
        "whole",
        "14:62: “whole” is said of no projects → write projects, or remove whole",
    ),
    "unknown source": ("source: made", "source: made-2", "3:9: there is no source “made-2” → did you mean “made”?"),
    "unknown subject": ("of: project/made", "of: project/mad", "2:5: there is no subject “project/mad” → did you mean “project/made”?"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_story_is_refused(tmp_path: Path, case: str) -> None:
    there, instead, said = BAD[case]
    assert faults(write(tmp_path, STORY.replace(there, instead))) == [f"made-up/replays/made.yaml:{said}"]


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (
            {"produced": "2023-03"},
            "8:24: production (2023-03) lies before contract (2023-04) → check both figures",
        ),
        ({"evidence": "4亿元"}, "14:45: evidence of 4亿元 for a sum of 3亿元 → check both figures"),
        ({"area": "0亩"}, "15:14: the area is not positive, so there is no base to divide by → name another figure"),
    ],
)
def test_figures_that_do_not_go_together_are_refused(tmp_path: Path, figures: dict[str, str], said: str) -> None:
    assert faults(write(tmp_path, **figures)) == [f"made-up/replays/made.yaml:{said}"]


def test_what_is_only_expected_dates_no_milestone(tmp_path: Path) -> None:
    said = [each.split(" → ")[0] for each in faults(write(tmp_path, kind="expected"))]
    assert said == [
        f"made-up/replays/made.yaml:{line}: “{name}” is expected, not what happened"
        for line, name in (("6:21", "contacted"), ("7:22", "signed"), ("8:24", "produced"))
    ]


def test_a_sound_story_has_no_fault(tmp_path: Path) -> None:
    assert faults(write(tmp_path)) == []


def test_what_is_not_public_is_not_told(tmp_path: Path) -> None:
    root = write(tmp_path)
    figures = root / "figures.yaml"
    figures.write_text(figures.read_text(encoding="utf-8").replace("at: 2}", "at: 2, visibility: internal}"), encoding="utf-8")
    said = "the figure “signed” is not public; replays are told to anyone → name a public figure"
    assert faults(root) == [f"made-up/replays/made.yaml:7:22: {said}"]


def test_the_template_shows_how_a_story_is_written() -> None:
    lines = (Path(settings.SHIPPED_PACKS) / "template/replays/example.yaml").read_text(encoding="utf-8").splitlines()
    located, wrong = read_yaml("\n".join(line[2:] for line in lines if line.startswith("# ")), "example.yaml")
    assert located is not None
    assert (wrong, checked(ReplayEntry, located)[1]) == ([], [])


def test_a_story_keeps_nothing_in_a_home(tmp_path: Path) -> None:
    assert ReplaySection().differences(read_pack(write(tmp_path), beside_stored=False)) == []
