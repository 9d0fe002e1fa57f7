"""A firm is told of a measure once in each window; what was told before counts in the window in which it was told."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import migrations, models
from django.utils import timezone


def state_windows(apps: Any, schema_editor: Any) -> None:
    """The first day of the window, by whichever text of the measure has one that holds the day; otherwise that of the calendar year."""
    texts = apps.get_model("policies", "MeasureText").objects.order_by("pk")
    for notice in apps.get_model("policies", "Notice").objects.all():
        day = timezone.localdate(notice.told_at)
        bounds = [text.content["window"][:2] for text in texts.filter(key=notice.measure)]
        holding = [date.fromisoformat(opens) for opens, closes in bounds if opens and closes and opens <= day.isoformat() <= closes]
        notice.window_on = holding[-1] if holding else date(day.year, 1, 1)
        notice.save(update_fields=["window_on"])


class Migration(migrations.Migration):
    dependencies = [
        ("policies", "0003_papers_received"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="notice", name="policies_notice_once"),
        migrations.AddField(model_name="notice", name="window_on", field=models.DateField(null=True)),
        migrations.RunPython(state_windows, migrations.RunPython.noop),
        migrations.AlterField(model_name="notice", name="window_on", field=models.DateField()),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(fields=["measure", "enterprise", "window_on"], name="policies_notice_once_a_window"),
        ),
    ]
