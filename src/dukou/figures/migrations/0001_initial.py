import django.db.models.deletion
import dukou.figures.core.claims
import dukou.figures.core.operators
from django.db import migrations, models

from dukou.kit.guards import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_zh", models.CharField(max_length=200)),
                ("name_en", models.CharField(max_length=200)),
                ("key", models.SlugField(max_length=60, unique=True)),
                (
                    "value_kind",
                    models.CharField(
                        choices=[("quantity", "数值"), ("date", "日期"), ("text", "文字")],
                        default=dukou.figures.core.claims.ValueKind["QUANTITY"],
                        max_length=10,
                    ),
                ),
                ("unit", models.CharField(blank=True, default="", max_length=10)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("none", "其他"),
                            ("revenue", "营收"),
                            ("growth", "增速"),
                            ("output", "产值"),
                            ("order", "订单"),
                            ("enterprises", "企业数"),
                            ("name", "名称"),
                        ],
                        default=dukou.figures.core.claims.Role["NONE"],
                        max_length=20,
                    ),
                ),
                ("growth_of", models.CharField(blank=True, default="", max_length=60)),
                ("may_be_negative", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "figures_indicator",
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_zh", models.CharField(max_length=200)),
                ("name_en", models.CharField(max_length=200)),
                ("key", models.SlugField(max_length=80, unique=True)),
                ("publisher_zh", models.CharField(blank=True, default="", max_length=200)),
                ("publisher_en", models.CharField(blank=True, default="", max_length=200)),
                ("place_zh", models.CharField(default="第 {place} 段", max_length=40)),
                ("place_en", models.CharField(default="paragraph {place}", max_length=40)),
                ("known_on", models.DateField(null=True)),
                ("is_known_on_assumed", models.BooleanField(default=False)),
                ("about_zh", models.TextField(blank=True, default="")),
                ("about_en", models.TextField(blank=True, default="")),
                ("sha256", models.CharField(blank=True, default="", max_length=64)),
            ],
            options={
                "db_table": "figures_source",
            },
        ),
        migrations.CreateModel(
            name="Definition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.CharField(max_length=20)),
                ("text_zh", models.TextField()),
                ("text_en", models.TextField()),
                (
                    "indicator",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="definitions", to="figures.indicator"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("indicator", "version"), name="figures_definition_once"),
                ],
                "db_table": "figures_definition",
            },
        ),
        migrations.CreateModel(
            name="Subject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_zh", models.CharField(max_length=200)),
                ("name_en", models.CharField(max_length=200)),
                ("kind", models.SlugField(max_length=30)),
                ("key", models.SlugField(max_length=80)),
                ("parent", models.CharField(blank=True, default="", max_length=120)),
            ],
            options={
                "db_table": "figures_subject",
                "constraints": [models.UniqueConstraint(fields=("kind", "key"), name="figures_subject_once")],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("disagreement", "数值不一"),
                            ("tense", "既成与预计并存"),
                            ("timeline", "时间先后不合"),
                            ("names", "名称不一"),
                            ("growth", "增速与两期数值不合"),
                        ],
                        max_length=20,
                    ),
                ),
                ("signature", models.CharField(max_length=400, unique=True)),
                ("message_zh", models.TextField()),
                ("message_en", models.TextField()),
                ("subject", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="figures.subject")),
            ],
            options={
                "db_table": "figures_finding",
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=120)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "operator",
                    models.CharField(
                        choices=[("=", "等于"), ("≈", "约"), (">", "超过"), ("≥", "不低于"), ("<", "不到"), ("≤", "不高于")],
                        default=dukou.figures.core.operators.Operator["EQUAL"],
                        max_length=1,
                    ),
                ),
                ("value", models.CharField(max_length=200)),
                ("unit", models.CharField(blank=True, default="", max_length=10)),
                ("base_value", models.BigIntegerField(null=True)),
                ("period", models.CharField(blank=True, default="", max_length=30)),
                ("period_first_on", models.DateField(null=True)),
                ("period_last_on", models.DateField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reported", "公布数"),
                            ("preliminary", "快报数"),
                            ("final", "核定数"),
                            ("expected", "预计数"),
                            ("target", "目标数"),
                            ("estimate", "估算数"),
                            ("computed", "测算数"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "price_basis",
                    models.CharField(
                        choices=[("unstated", "未说明"), ("current", "现价"), ("constant", "可比价")],
                        default=dukou.figures.core.claims.PriceBasis["UNSTATED"],
                        max_length=10,
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[("public", "公开"), ("internal", "政府内部"), ("confidential", "仅所属单位")],
                        default=dukou.figures.core.claims.Visibility["PUBLIC"],
                        max_length=12,
                    ),
                ),
                ("place", models.CharField(blank=True, default="", max_length=60)),
                ("said_by_zh", models.CharField(blank=True, default="", max_length=100)),
                ("said_by_en", models.CharField(blank=True, default="", max_length=100)),
                ("note_zh", models.TextField(blank=True, default="")),
                ("note_en", models.TextField(blank=True, default="")),
                ("known_on", models.DateField()),
                ("stated_known_on", models.DateField(null=True)),
                ("is_known_on_assumed", models.BooleanField(default=False)),
                ("is_withdrawn", models.BooleanField(default=False)),
                ("reason", models.TextField(blank=True, default="")),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.CharField(max_length=200)),
                ("pack", models.CharField(blank=True, default="", max_length=60)),
                (
                    "owner",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
                ),
                (
                    "definition",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="figures.definition"),
                ),
                ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="figures.source")),
                ("subject", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="figures.subject")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject", "definition"], name="figures_claim_of"),
                    models.Index(fields=["known_on"], name="figures_claim_known"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("ref", "revision"), name="figures_claim_once"),
                    models.CheckConstraint(
                        condition=models.Q(("revision", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="figures_correction_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("revision__gt", 1), ("is_withdrawn", False), _connector="OR"),
                        name="figures_withdrawal_is_correction",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("period_first_on__isnull", True), ("period_last_on__isnull", True)),
                            ("period_first_on__lte", models.F("period_last_on")),
                            _connector="OR",
                        ),
                        name="figures_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("visibility", dukou.figures.core.claims.Visibility["CONFIDENTIAL"]), _negated=True),
                            ("owner__isnull", False),
                            _connector="OR",
                        ),
                        name="figures_confidential_owned",
                    ),
                ],
                "db_table": "figures_claim",
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(blank=True, default="", max_length=60)),
                ("known_on", models.DateField()),
                ("segment", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="tagged", to="figures.subject")),
                ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="figures.source")),
                ("subject", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="tags", to="figures.subject")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("subject", "segment"), name="figures_tag_once"),
                ],
                "db_table": "figures_tag",
            },
        ),
        migrations.CreateModel(
            name="FindingPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("claim", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="figures.claim")),
                ("finding", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="figures.finding")),
            ],
            options={
                "db_table": "figures_finding_part",
                "constraints": [models.UniqueConstraint(fields=("finding", "position"), name="figures_finding_part_once")],
            },
        ),
        append_only("figures_claim", ("ref", "revision")),
    ]
