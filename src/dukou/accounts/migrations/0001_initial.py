"""People, organisations, posts, enrolments, stand-ins, approvals, sign-ins."""

from __future__ import annotations

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "username",
                    models.CharField(
                        max_length=60,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[a-z0-9][a-z0-9._-]{1,58}[a-z0-9]\\Z",
                                message="小写字母、数字和 . _ -，至少 3 位 / lower-case letters, digits and . _ -",
                            )
                        ],
                    ),
                ),
                ("display_name", models.CharField(max_length=100)),
                ("language", models.CharField(default="zh", max_length=2)),
                ("is_active", models.BooleanField(default=True)),
                ("is_demo", models.BooleanField(default=False)),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "db_table": "accounts_person",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("language__in", ("zh", "en"))), name="accounts_person_language")
                ],
            },
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("act", models.CharField(max_length=100)),
                ("payload", models.JSONField()),
                ("concerns", models.CharField(blank=True, default="", max_length=200)),
                ("asked_by", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField()),
                ("asked_reason", models.TextField()),
                ("decision", models.CharField(default="waiting", max_length=10)),
                ("decided_by", models.CharField(blank=True, default="", max_length=200)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_reason", models.TextField(blank=True, default="")),
            ],
            options={
                "db_table": "accounts_approval",
                "indexes": [models.Index(fields=["decision", "asked_at"], name="accounts_approval_waiting")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("asked_by", models.F("decided_by")), _negated=True), name="accounts_approval_four_eyes"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("concerns", ""), models.Q(("concerns", models.F("decided_by")), _negated=True), _connector="OR"
                        ),
                        name="accounts_approval_not_own_cause",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by", ""), ("decision", "waiting")),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decision__in", ["granted", "refused"]),
                                models.Q(("decided_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="accounts_approval_decided_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60, unique=True)),
                ("kind", models.CharField(max_length=20)),
                ("zh", models.CharField(max_length=100)),
                ("en", models.CharField(max_length=200)),
                ("pack", models.CharField(blank=True, default="", max_length=60)),
                ("closed_on", models.DateField(null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["department", "park", "utility", "bank", "enterprise", "leaders_office"])),
                        name="accounts_organisation_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("parent__isnull", True), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"),
                        name="accounts_organisation_not_own_parent",
                    ),
                ],
                "db_table": "accounts_organisation",
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("role", models.CharField(max_length=30)),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="accounts.organisation"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"),
                        name="accounts_membership_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "leader",
                                    "industry_officer",
                                    "window_clerk",
                                    "task_force_member",
                                    "department_officer",
                                    "bank_officer",
                                    "enterprise_agent",
                                    "auditor",
                                    "steward",
                                ],
                            )
                        ),
                        name="accounts_membership_role",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True), ("until_on__isnull", True)),
                        fields=("person", "organisation", "role"),
                        name="accounts_membership_open_once",
                    ),
                ],
                "db_table": "accounts_membership",
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ground", models.CharField(max_length=30)),
                ("is_legal_representative", models.BooleanField(default=False)),
                ("invitee_name", models.CharField(max_length=100)),
                ("proof", models.TextField()),
                ("proof_sha256", models.CharField(blank=True, default="", max_length=64)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("invited_at", models.DateTimeField()),
                ("invited_by", models.CharField(max_length=200)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_by", models.CharField(blank=True, default="", max_length=200)),
                ("revoked_reason", models.TextField(blank=True, default="")),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="enrolments", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="enrolments", to="accounts.organisation"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ground__in", ["office", "legal_representative"])), name="accounts_enrolment_ground"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("invited_at"))), name="accounts_enrolment_expires_later"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at__isnull", True), ("person__isnull", True)),
                            models.Q(("accepted_at__isnull", False), ("person__isnull", False)),
                            _connector="OR",
                        ),
                        name="accounts_enrolment_accepted_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at__isnull", True), ("revoked_by", ""), ("revoked_reason", "")),
                            models.Q(
                                ("revoked_at__isnull", False),
                                models.Q(("revoked_by", ""), _negated=True),
                                models.Q(("revoked_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="accounts_enrolment_revoked_pair",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("organisation", "person"),
                        name="accounts_enrolment_in_force_once",
                    ),
                ],
                "db_table": "accounts_enrolment",
            },
        ),
        migrations.CreateModel(
            name="PersonSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("session_key", models.CharField(max_length=40, null=True, unique=True)),
                ("started_at", models.DateTimeField()),
                ("address", models.CharField(max_length=45)),
                ("agent", models.CharField(blank=True, default="", max_length=200)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="sessions", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "ended_at"], name="accounts_session_of_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("session_key__isnull", False)),
                            models.Q(("ended_at__isnull", False), ("session_key__isnull", True)),
                            _connector="OR",
                        ),
                        name="accounts_session_ended_keeps_no_key",
                    ),
                ],
                "db_table": "accounts_session",
            },
        ),
        migrations.CreateModel(
            name="SignInAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("username", models.CharField(max_length=60)),
                ("address", models.CharField(max_length=45)),
                ("at", models.DateTimeField()),
                ("outcome", models.CharField(default="failed", max_length=10)),
            ],
            options={
                "db_table": "accounts_sign_in_attempt",
                "indexes": [
                    models.Index(fields=["username", "at"], name="accounts_attempt_username"),
                    models.Index(fields=["address", "at"], name="accounts_attempt_address"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("outcome__in", ["failed", "succeeded"])), name="accounts_attempt_outcome")
                ],
            },
        ),
        migrations.CreateModel(
            name="StandIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("reason", models.TextField()),
                (
                    "absent",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="stand_ins", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "substitute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stands_in_for", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"),
                        name="accounts_stand_in_in_order",
                    ),
                    models.CheckConstraint(condition=models.Q(("until_on__isnull", False)), name="accounts_stand_in_has_an_end"),
                    models.CheckConstraint(
                        condition=models.Q(("absent", models.F("substitute")), _negated=True), name="accounts_stand_in_two_people"
                    ),
                ],
                "db_table": "accounts_stand_in",
            },
        ),
        migrations.CreateModel(
            name="TaskForce",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("key", models.CharField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=100)),
                ("purpose", models.TextField()),
            ],
            options={
                "db_table": "accounts_task_force",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"),
                        name="accounts_task_force_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskForceSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="accounts.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="seats", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "task_force",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="accounts.taskforce"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"),
                        name="accounts_task_force_seat_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organisation__isnull", False), ("person__isnull", True)),
                            models.Q(("organisation__isnull", True), ("person__isnull", False)),
                            _connector="OR",
                        ),
                        name="accounts_task_force_seat_one_holder",
                    ),
                ],
                "db_table": "accounts_task_force_seat",
            },
        ),
        migrations.CreateModel(
            name="ExternalIdentity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider", models.CharField(max_length=60)),
                ("subject", models.CharField(max_length=200)),
                ("linked_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="external_identities", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "accounts_external_identity",
                "constraints": [models.UniqueConstraint(fields=("provider", "subject"), name="accounts_external_identity_once")],
            },
        ),
        migrations.CreateModel(
            name="InboxHandOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField()),
                ("reason", models.TextField()),
                ("handed_at", models.DateTimeField()),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="inboxes_given", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="inboxes_taken", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "accounts_inbox_hand_over",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("taker")), _negated=True), name="accounts_inbox_two_people"
                    ),
                    models.UniqueConstraint(fields=("giver", "from_on"), name="accounts_inbox_once_a_day"),
                ],
            },
        ),
    ]
