"""Lists say from whom their figures are; those that are there count as an office's own."""

from __future__ import annotations

from django.db import migrations, models

CHOICES = [("office", "部门掌握"), ("firm", "企业报送"), ("published", "已公开发布")]


class Migration(migrations.Migration):
    dependencies = [
        ("enterprises", "0003_statements"),
    ]

    operations = [
        migrations.AddField(model_name="delivery", name="origin", field=models.CharField(choices=CHOICES, default="office", max_length=10)),
    ]
