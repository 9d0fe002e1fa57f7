"""A made-up story for the tests, as files of a pack. Nothing in it is about anybody real."""

from __future__ import annotations

from pathlib import Path

from dukou.kit.core.labels import speaking
from dukou.kit.packfiles.reading import read_pack

_WORDS = "{zh: 虚构, en: made up}"
DATES = ("contacted", "signed", "produced", "planned")
NUMBERS = {"months": "个月", "sum": "亿元", "projects": "个", "area": "亩"}
FIGURES = {
    "contacted": "2023-01",
    "signed": "2023-04",
    "produced": "2024-01",
    "planned": "2024-03",
    "months": "9个月",
    "sum": "3亿元",
    "evidence": "1亿元",
    "in-wan": "5000万元",
    "projects": "2个",
    "area": "60亩",
}
STORY = """name: {zh: 虚构的厂, en: a made-up plant}
of: project/made
source: made
verified: false
milestones:
  contact: {figure: contacted}
  contract: {figure: signed}
  production: {figure: produced}
spans:
  - {figure: months, what: {zh: 施工, en: works}, from: contract, to: production}
ahead:
  - {milestone: production, at: "3", planned: planned}
money:
  - {rung: contract, figure: sum, evidence: evidence, projects: projects, whole: true}
land: {area: area, investment: sum}
blockers:
  - {key: noise, name: {zh: 噪声, en: noise}, topic: ecology, at: "4"}
"""


def write(folder: Path, story: str = STORY, kind: str = "reported", **figures: str) -> Path:
    """The pack below `folder`. `figures` replace values by name, with `_` for `-`; `kind`: of all of them."""
    values = FIGURES | {name.replace("_", "-"): value for name, value in figures.items()}
    dates = "".join(f"  - {{key: {key}, name: {_WORDS}, holds: date, definition: {_WORDS}}}\n" for key in DATES)
    numbers = "".join(f"  - {{key: {key}, name: {_WORDS}, unit: {unit}, definition: {_WORDS}}}\n" for key, unit in NUMBERS.items())
    measured = {"evidence": "sum", "in-wan": "sum"}
    claims = "".join(
        f"  - {{key: {key}, of: project/made, is: {measured.get(key, key)}, value: '{value}', period: undated, kind: {kind}, "
        f"source: made, at: {at}}}\n"
        for at, (key, value) in enumerate(values.items(), 1)
    )
    files = {
        "pack": f"name: {_WORDS}\n",
        "sources": f"sources:\n  - {{key: made, title: {_WORDS}, known_on: 2024-07-08}}\n",
        "subjects": f"subjects:\n  - {{key: project/made, name: {_WORDS}}}\n",
        "indicators": f"indicators:\n{dates}{numbers}",
        "figures": f"figures:\n{claims}",
        "replays/made": story,
    }
    root = folder / "made-up"
    for name, text in files.items():
        path = root / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def faults(root: Path) -> list[str]:
    """What is wrong with the pack, in English."""
    with speaking("en"):
        return [str(fault) for fault in read_pack(root, beside_stored=False).faults]
