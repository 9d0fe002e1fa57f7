"""A claim counts in the window of its measure, which may cross New Year; those that are there count in the window of their own text."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import migrations, models
from django.db.models import Q

OVER = ["refused", "withdrawn"]


def state_windows(apps: Any, schema_editor: Any) -> None:
    """The first day of the window of each claim, by the text under which it was filed; without both bounds that of its year."""
    claims = apps.get_model("policies", "Claim")
    for claim in claims.objects.select_related("measure"):
        opens, closes, _ = claim.measure.content["window"]
        claim.window_on = date.fromisoformat(opens) if opens and closes else date(claim.round, 1, 1)
        claim.save(update_fields=["window_on"])


class Migration(migrations.Migration):
    dependencies = [
        ("policies", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="claim", name="policies_claim_once_a_round"),
        migrations.AddField(model_name="claim", name="window_on", field=models.DateField(null=True)),
        migrations.RunPython(state_windows, migrations.RunPython.noop),
        migrations.AlterField(model_name="claim", name="window_on", field=models.DateField()),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                fields=["measure_key", "enterprise", "window_on"], condition=~Q(stage__in=OVER), name="policies_claim_once_a_window"
            ),
        ),
    ]
