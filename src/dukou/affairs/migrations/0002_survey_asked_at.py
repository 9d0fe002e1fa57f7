"""When the window was told that a joint survey is to be arranged."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("affairs", "0001_initial")]

    operations: ClassVar = [
        migrations.AddField(model_name="application", name="survey_asked_at", field=models.DateTimeField(null=True)),
    ]
