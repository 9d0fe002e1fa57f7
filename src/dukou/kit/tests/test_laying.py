"""What a new database holds is what the models say, however its tables were laid."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

pytestmark = pytest.mark.django_db
OF_THE_SERVER = {("enterprises_name", name) for name in ("grams", "initials", "wholes")}  # columns that only PostgreSQL's own index reads


def _named(model: type[models.Model]) -> set[str]:
    """The constraints and indexes that a model names."""
    return {each.name for each in (*model._meta.indexes, *model._meta.constraints)}


def _keys_of(model: type[models.Model]) -> set[tuple[str, str]]:
    """Column and foreign table of each foreign key."""
    fields = [each for each in model._meta.local_fields if isinstance(each, models.ForeignKey)]
    return {(each.column, each.remote_field.model._meta.db_table) for each in fields}


def test_every_table_has_the_columns_keys_and_constraints_of_its_model() -> None:
    laid, told = dict[str, Any](), dict[str, Any]()
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            meta = model._meta
            if not meta.managed or meta.proxy:
                continue
            columns = connection.introspection.get_table_description(cursor, meta.db_table)
            bounds = connection.introspection.get_constraints(cursor, meta.db_table)
            keys = {(each["columns"][0], each["foreign_key"][0]) for each in bounds.values() if each["foreign_key"]}
            primary = [each["columns"] for each in bounds.values() if each["primary_key"]]
            own = {(each.name, bool(each.null_ok)) for each in columns if (meta.db_table, each.name) not in OF_THE_SERVER}
            laid[meta.label] = (own, keys, _named(model) & set(bounds), primary)
            fields = {(each.column, each.null) for each in meta.local_concrete_fields}
            told[meta.label] = (fields, _keys_of(model), _named(model), [[meta.pk.column]])
    assert laid == told
    assert len(told) > 150
