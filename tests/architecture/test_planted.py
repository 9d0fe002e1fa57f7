"""Planted violations: a copy of the house with one fault, and the machine refuses it by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from .floors import FLOORS, LAYERS, PURE, foreign_entries, lint, models_by_the_back_door, verdicts
from .reading import Tree, copied


def plant(source: Path, name: str, text: str) -> None:
    """Add `text` to the module or package `name` below `dukou`, which is made where it is missing."""
    package = source / "dukou" / name / "__init__.py"
    path = package if package.exists() else source / "dukou" / f"{name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    (path.parent / "__init__.py").touch()
    before = path.read_text(encoding="utf-8") if path.exists() else "from __future__ import annotations\n"
    path.write_text(before + text + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("module", "text", "broken", "named"),
    [
        ("gossip/queries", "", FLOORS, "dukou.gossip"),
        ("kit/periods_of_grace", "import dukou.audit.queries", FLOORS, "dukou.kit is not allowed to import dukou.audit"),
        ("web/queries", "import dukou.cli.main", FLOORS, "dukou.web is not allowed to import dukou.cli"),
        ("figures/core/rows", "from django.db import models", PURE, "dukou.figures.core is not allowed to import django"),
        ("figures/core/rows", "from dukou.kit.hooks import Hook", PURE, "dukou.figures.core is not allowed to import django"),
        ("audit/core/rows", "import httpx", PURE, "dukou.audit.core is not allowed to import httpx"),
        (
            "figures/core/rows",
            "from dukou.figures import queries",
            LAYERS,
            "dukou.figures.core is not allowed to import dukou.figures.queries",
        ),
        ("accounts/queries", "import dukou.accounts.views", LAYERS, "dukou.accounts.queries is not allowed to import dukou.accounts.views"),
        ("clusters/whispers", "", LAYERS, "whispers"),
        ("kit/whispers", "", LAYERS, "whispers"),
        (
            "figures/ledger",
            "import dukou.figures.actions",
            LAYERS,
            "dukou.figures.ledger is not allowed to import dukou.figures.actions",
        ),
        ("clusters/faces", "import dukou.clusters.tables", LAYERS, "dukou.clusters.faces is not allowed to import dukou.clusters.tables"),
    ],
    ids=[
        "no-floor",
        "lower-imports-upper",
        "neighbours",
        "core-django",
        "core-django-by-a-detour",
        "core-network",
        "core-reads",
        "queries-views",
        "no-layer",
        "no-layer-in-the-kit",
        "ledger-acts",
        "faces-tables",
    ],
)
def test_a_planted_violation_is_refused_by_name(tmp_path: Path, module: str, text: str, broken: str, named: str) -> None:
    source = copied(tmp_path)
    for needed in ("audit/queries", "cli/main", "figures/queries", "accounts/views"):
        plant(source, needed, "")
    plant(source, module, text)
    holds, said = lint(source)
    assert not holds
    assert verdicts(said)[broken] == "BROKEN", said
    assert named in said, said


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
    before = foreign_entries(Tree(source))
    plant(source, module, text)
    (found,) = [each for each in foreign_entries(Tree(source)) if each not in before]
    assert found.startswith(f"src/dukou/{module}")
    assert f"{module.split('/')[0]} enters dukou." in found


def test_a_foreign_model_fetched_by_name_is_refused(tmp_path: Path) -> None:
    source = copied(tmp_path)
    before = models_by_the_back_door(Tree(source))
    plant(source, "clusters/queries", 'rows = apps.get_model("figures", "Figure")')
    (found,) = [each for each in models_by_the_back_door(Tree(source)) if each not in before]
    assert found.startswith("src/dukou/clusters/queries")
