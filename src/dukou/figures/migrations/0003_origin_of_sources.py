"""Sources say from whom they have their figures. Those that are there count as an office's own: what nobody declared, no firm reads."""

from __future__ import annotations

from django.db import migrations, models

CHOICES = [("office", "部门掌握"), ("firm", "企业报送"), ("published", "已公开发布")]


class Migration(migrations.Migration):
    dependencies = [
        ("figures", "0002_tags_and_introduced_subjects"),
    ]

    operations = [
        migrations.AddField(model_name="source", name="origin", field=models.CharField(choices=CHOICES, default="office", max_length=10)),
    ]
