"""What a firm says is ready is kept apart from what an officer received. A firm's papers on open claims become announced, unless noted."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models


def tell_apart(apps: Any, schema_editor: Any) -> None:
    """Of a claim that a firm filed and nobody decided, only what the trail shows as noted by an officer is received.

    On what was decided an officer has looked at the papers: there they stay received.
    """
    claims, events = apps.get_model("policies", "Claim"), apps.get_model("audit", "AuditEvent")
    for claim in claims.objects.filter(origin="firm"):
        claim.announced = claim.received
        if claim.stage in ("filed", "withdrawn"):
            noted: set[str] = set()
            for event in events.objects.filter(act="claims.hand_in", subject_kind="claim", subject_key=str(claim.pk)):
                noted |= {*(event.after or {}).get("papers", [])} - {*(event.before or {}).get("papers", [])}
            claim.announced, claim.received = sorted({*claim.received} - noted), sorted({*claim.received} & noted)
        claim.save(update_fields=["announced", "received"])


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_initial"),
        ("policies", "0002_claim_window"),
    ]

    operations = [
        migrations.RenameField(model_name="claim", old_name="papers", new_name="received"),
        migrations.AddField(model_name="claim", name="announced", field=models.JSONField(default=list)),
        migrations.RunPython(tell_apart, migrations.RunPython.noop),
    ]
