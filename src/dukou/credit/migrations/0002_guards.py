"""The list of a published plan and its draw only grow: the database itself refuses to change them."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from dukou.kit.guards import append_only


class Migration(migrations.Migration):
    """Apart from the tables, so that these may be made anew while the room is unreleased."""

    dependencies: ClassVar = [("credit", "0001_initial")]
    operations: ClassVar = [append_only("credit_plan_line", ("plan_id", "field", "firm")), append_only("credit_draw", ("plan_id",))]
