"""A new database's tables are laid one by one, and no table makes those before it be read again.

Django keeps a picture of all models while it migrates, and draws anew every model that is related to a new one, near or far: in this
house nearly all are, so that each of 170 tables cost the drawing of dozens. What is related to a new table does not change by it; here it
alone is drawn. That holds while tables are only added: a home that is there and is brought up to date goes Django's own way. That the
tables come out as the models say is a test (`test_laying`), on both databases.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db.migrations.state import ModelState, ProjectState


@contextmanager
def only_adding() -> Iterator[None]:
    """While this lasts a model that a migration adds is drawn alone. For an empty database, and for one thread of a process."""
    plain = ProjectState.add_model
    ProjectState.add_model = _add_alone  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        ProjectState.add_model = plain  # type: ignore[method-assign]


def lay_tables() -> None:
    """All tables of a database that has none."""
    with only_adding():
        call_command("migrate", verbosity=0, interactive=False)


def _add_alone(state: ProjectState, model: ModelState) -> None:
    key = model.app_label, model.name_lower
    state.models[key] = model
    if state._relations is not None:  # type: ignore[attr-defined]
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:  # asking for it would make it
        state.apps.render_multiple([model])
