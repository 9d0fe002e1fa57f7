"""Lights are answered by rule books: a policy names its book, and its own thresholds go.

A home that had set thresholds of its own takes up the national book here, and its own one when its pack is loaded again.
"""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clusters", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="lightpolicy", name="clusters_light_policy_in_order"),
        migrations.RemoveField(model_name="lightpolicy", name="ahead"),
        migrations.RemoveField(model_name="lightpolicy", name="behind"),
        migrations.AddField(
            model_name="lightpolicy", name="book", field=models.SlugField(default="schedule-light", max_length=80), preserve_default=False
        ),
        migrations.AddField(model_name="lightpolicy", name="place", field=models.CharField(blank=True, default="", max_length=12)),
    ]
