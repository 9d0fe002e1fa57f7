"""Answers kept under the caller's key."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.CharField(max_length=200)),
                ("key", models.CharField(max_length=100)),
                ("asked", models.CharField(max_length=300)),
                ("body_sha256", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("body", models.TextField(blank=True, default="")),
                ("kept_at", models.DateTimeField()),
            ],
            options={
                "db_table": "api_kept_answer",
                "constraints": [models.UniqueConstraint(fields=("person", "key"), name="api_kept_answer_once")],
            },
        ),
    ]
