"""Clusters, their segments, the policies of their lights."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LightPolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, unique=True)),
                ("name_zh", models.CharField(max_length=200)),
                ("name_en", models.CharField(max_length=200)),
                ("baselines", models.JSONField()),
                ("ahead", models.DecimalField(decimal_places=2, max_digits=7)),
                ("behind", models.DecimalField(decimal_places=2, max_digits=7)),
                ("about_zh", models.TextField(blank=True, default="")),
                ("about_en", models.TextField(blank=True, default="")),
            ],
            options={
                "db_table": "clusters_light_policy",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("behind__lte", models.F("ahead"))), name="clusters_light_policy_in_order")
                ],
            },
        ),
        migrations.CreateModel(
            name="Cluster",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name_zh", models.CharField(max_length=200)),
                ("name_en", models.CharField(max_length=200)),
                ("order", models.PositiveIntegerField(default=0)),
                ("about_zh", models.TextField(blank=True, default="")),
                ("about_en", models.TextField(blank=True, default="")),
                (
                    "office",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
                ),
                (
                    "policy",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="clusters", to="clusters.lightpolicy"),
                ),
            ],
            options={
                "db_table": "clusters_cluster",
            },
        ),
        migrations.CreateModel(
            name="Segment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=80, unique=True)),
                ("position", models.PositiveIntegerField()),
                ("name_zh", models.CharField(max_length=200)),
                ("name_en", models.CharField(max_length=200)),
                ("cluster", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="segments", to="clusters.cluster")),
            ],
            options={
                "db_table": "clusters_segment",
            },
        ),
    ]
