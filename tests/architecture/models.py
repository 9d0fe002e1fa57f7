"""The form of a model: its table is named after its room, its keys point down or stay in the room."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.conf import settings
from django.db.models import Model

HOUSE_LABEL = "dukou."


def house_models() -> list[type[Model]]:
    """Every model of every room, tables of many-to-many relations included."""
    return [
        model
        for config in apps.get_app_configs()
        if config.name.startswith(HOUSE_LABEL)
        for model in config.get_models(include_auto_created=True)
    ]


def nameless_tables(models: Iterable[type[Model]]) -> list[str]:
    """Models whose Meta names no table, or none that begins with the room's name."""
    found = []
    for model in models:
        named = model._meta.original_attrs.get("db_table", "")
        if not model._meta.auto_created and not str(named).startswith(f"{model._meta.app_label}_"):
            found.append(f"{model.__module__}.{model.__qualname__}: db_table {named!r} is not {model._meta.app_label}_…")
    return found


def upward_keys(models: Iterable[type[Model]]) -> list[str]:
    """Foreign keys (and many-to-many relations) that point to a higher floor."""
    height = {room: number for number, room in enumerate(settings.ROOMS)}
    found = []
    for model in models:
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            target = field.related_model
            if target is None or isinstance(target, str) or target._meta.app_label not in height:
                continue  # no relation, or one to a table of Django
            if height[target._meta.app_label] > height[model._meta.app_label]:
                found.append(f"{model._meta.label}.{field.name} points up to {target._meta.label}")
    return found
