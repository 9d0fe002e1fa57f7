"""Planted violations: a copy of the house with one fault, and the machine refuses it by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from .floors import FLOORS, LAYERS, PURE, broken, foreign_entries, lint, models_by_the_back_door, verdicts
from .reading import HOUSE, Tree, copied


def plant(source: Path, name: str, text: str) -> None:
    """Add `text` to the module or package `name` below `dukou`, which is made where it is missing."""
    package = source / "dukou" / name / "__init__.py"
    path = package if package.exists() else source / "dukou" / f"{name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    (path.parent / "__init__.py").touch()
    before = path.read_text(encoding="utf-8") if path.exists() else "from __future__ import annotations\n"
    path.write_text(before + text + "\n", encoding="utf-8")


NEEDED = ("audit/queries", "cli/main", "figures/queries", "accounts/views")  # what the plants below import
PLANTS = {
    "no-floor": ("gossip/queries", "", FLOORS, "- dukou.gossip"),
    "lower-imports-upper": ("kit/pages/grace", "import dukou.audit.queries", FLOORS, "dukou.kit is not allowed to import dukou.audit"),
    "neighbours": ("web/queries", "import dukou.cli.main", FLOORS, "dukou.web is not allowed to import dukou.cli"),
    "core-django": ("figures/core/rows", "from django.db import models", PURE, "- dukou.figures.core.rows -> django (l."),
    "core-django-by-a-detour": (
        "figures/core/rows",
        "from dukou.kit.hooks import Hook",
        PURE,
        "- dukou.figures.core.rows -> dukou.kit.hooks",
    ),
    "core-network": ("audit/core/rows", "import httpx", PURE, "dukou.audit.core is not allowed to import httpx"),
    "core-reads": (
        "figures/core/rows",
        "from dukou.figures import queries",
        LAYERS,
        "dukou.figures.core is not allowed to import dukou.figures.queries",
    ),
    "queries-views": (
        "accounts/queries",
        "import dukou.accounts.views",
        LAYERS,
        "dukou.accounts.queries is not allowed to import dukou.accounts.views",
    ),
    "no-layer": ("clusters/whispers", "", LAYERS, "- dukou.clusters.whispers"),
    "no-layer-in-the-kit": ("kit/whispers", "", LAYERS, "- dukou.kit.whispers"),
    "ledger-acts": (
        "figures/ledger",
        "import dukou.figures.actions",
        LAYERS,
        "dukou.figures.ledger is not allowed to import dukou.figures.actions",
    ),
    "faces-tables": (
        "clusters/faces",
        "import dukou.clusters.tables",
        LAYERS,
        "dukou.clusters.faces is not allowed to import dukou.clusters.tables",
    ),
}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What import-linter says of the house and of a copy with every plant in it: by contract, the paragraphs in which it breaks."""
    source = copied(tmp_path_factory.mktemp("planted"))
    for needed in NEEDED:
        plant(source, needed, "")
    for module, text, _, _ in PLANTS.values():
        plant(source, module, text)
    holds, said = lint(source)
    assert not holds
    assert verdicts(said) == dict.fromkeys((FLOORS, PURE, LAYERS), "BROKEN"), said
    return broken(said)


@pytest.mark.parametrize(("broken_by", "named"), [(contract, named) for _, _, contract, named in PLANTS.values()], ids=list(PLANTS))
def test_a_planted_violation_is_refused_by_name(reports: dict[str, str], broken_by: str, named: str) -> None:
    assert reports[broken_by].count(named) == 1, reports[broken_by]


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("clusters/queries", "from dukou.figures.models import Figure"),
        ("clusters/actions", "from dukou.figures import models"),
        ("clusters/views", "import dukou.figures.views"),
        ("audit/queries", "from dukou.kit.models import Job"),
    ],
)
def test_a_foreign_model_or_page_is_refused_by_name(tmp_path: Path, module: str, text: str) -> None:
    source = copied(tmp_path)
    plant(source, module, text)
    (found,) = [each for each in foreign_entries(Tree(source)) if each not in foreign_entries(HOUSE)]
    assert found.startswith(f"src/dukou/{module}")
    assert f"{module.split('/')[0]} enters dukou." in found


def test_a_foreign_model_fetched_by_name_is_refused(tmp_path: Path) -> None:
    source = copied(tmp_path)
    plant(source, "clusters/queries", 'rows = apps.get_model("figures", "Figure")')
    (found,) = [each for each in models_by_the_back_door(Tree(source)) if each not in models_by_the_back_door(HOUSE)]
    assert found.startswith("src/dukou/clusters/queries")
