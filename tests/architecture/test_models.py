"""Every model names its table after its room, and no key points to a higher floor."""

from __future__ import annotations

from django.db import models
from django.test.utils import isolate_apps

from .models import house_models, nameless_tables, upward_keys


def test_there_are_models() -> None:
    assert {"kit.Job", "kit.PackVersion"} <= {model._meta.label for model in house_models()}


def test_every_table_is_named_after_its_room() -> None:
    assert nameless_tables(house_models()) == []


def test_no_key_points_to_a_higher_floor() -> None:
    assert upward_keys(house_models()) == []


@isolate_apps("dukou.kit", "dukou.accounts")
def test_a_planted_model_is_refused_by_name() -> None:
    class Cluster(models.Model):
        class Meta:
            app_label = "accounts"
            db_table = "accounts_cluster"

    class Cake(models.Model):
        giver = models.ForeignKey(Cluster, on_delete=models.CASCADE)

        class Meta:
            app_label = "kit"

    assert nameless_tables([Cake, Cluster])[0].endswith("Cake: db_table '' is not kit_…")
    assert len(nameless_tables([Cake, Cluster])) == 1
    assert upward_keys([Cake, Cluster]) == ["kit.Cake.giver points up to accounts.Cluster"]
