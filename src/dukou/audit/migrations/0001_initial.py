"""The trail, its head row, and the guard by which the database refuses every change of an event."""

from __future__ import annotations

from django.db import migrations, models

from dukou.kit.guards import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(max_length=200)),
                ("on_behalf_of", models.CharField(blank=True, default="", max_length=200)),
                ("act", models.CharField(max_length=100)),
                ("subject_kind", models.CharField(max_length=60)),
                ("subject_key", models.CharField(max_length=200)),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                ("reason", models.TextField(blank=True, default="")),
                ("prev_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "audit_event",
                "indexes": [
                    models.Index(fields=["subject_kind", "subject_key"], name="audit_event_subject"),
                    models.Index(fields=["actor"], name="audit_event_actor"),
                    models.Index(fields=["act"], name="audit_event_act"),
                    models.Index(fields=["at"], name="audit_event_at"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.BigIntegerField(default=0)),
                ("hash", models.CharField(default="0000000000000000000000000000000000000000000000000000000000000000", max_length=64)),
            ],
            options={
                "db_table": "audit_head",
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="audit_head_one")],
            },
        ),
        migrations.CreateModel(
            name="PersonalValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64, unique=True)),
                ("subject_kind", models.CharField(max_length=60)),
                ("subject_key", models.CharField(max_length=200)),
                ("salt", models.CharField(blank=True, default="", max_length=64)),
                ("value", models.JSONField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "audit_personal_value",
                "indexes": [models.Index(fields=["subject_kind", "subject_key"], name="audit_personal_subject")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("erased_at__isnull", True), models.Q(("salt", ""), ("value__isnull", True)), _connector="OR"),
                        name="audit_personal_erased_is_empty",
                    )
                ],
            },
        ),
        # the head of an empty chain, so that even the first two writers queue for one row
        migrations.RunSQL(f"INSERT INTO audit_head (id, position, hash) VALUES (1, 0, '{'0' * 64}')", migrations.RunSQL.noop),
        append_only("audit_event"),
    ]
