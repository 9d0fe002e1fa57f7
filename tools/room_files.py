"""What stands in a new room, file by file. `<name>`, `<noun>`, `<Noun>`, `<title>`, `<one>` and `<zh>` are filled in by new_room.py."""

from __future__ import annotations

FUTURE = "from __future__ import annotations\n\n"

FILES = {
    "__init__.py": '"""What this room is for, in one sentence."""\n',
    "core/__init__.py": '"""The thinking part: plain values, no framework, no clock."""\n',
    "models.py": '"""What the room keeps. Each table is called `<name>_<noun>`; foreign keys point only to lower floors."""\n\n'
    + FUTURE
    + '''from django.db import models


class <Noun>(models.Model):
    """One record: its key, what it is called, and who recorded it when."""

    key = models.CharField(max_length=60, unique=True)
    label = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        db_table = "<name>_<noun>"
''',
    "migrations/__init__.py": "",
    "migrations/0001_initial.py": '''"""The table of the room."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="<Noun>",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60, unique=True)),
                ("label", models.CharField(max_length=200)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.CharField(max_length=200)),
            ],
            options={"db_table": "<name>_<noun>"},
        ),
    ]
''',
    "queries.py": '"""What the room answers, named by what is returned."""\n\n'
    + FUTURE
    + '''from django.db.models import Q

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.<name>.models import <Noun>
from dukou.kit.predicates import Predicate


def _may_see(viewer: Viewer) -> Q:
    """Whoever sees the register of enterprises; choose the permission that fits."""
    return Q() if viewer.may(Permission.SEE_REGISTER) else Q(pk__in=[])


visible_<noun>: Predicate[Viewer, <Noun>] = Predicate(<Noun>, _may_see)


def <noun>_labels(viewer: Viewer) -> list[tuple[str, str]]:
    """Key and label of each record that the viewer may see, in the order of keys."""
    return list(visible_<noun>.filter(viewer).order_by("key").values_list("key", "label"))
''',
    "actions.py": '"""What the room does: keyword-only, `by=` always, one transaction, one audit event."""\n\n'
    + FUTURE
    + '''from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record as record_event
from dukou.<name>.models import <Noun>


def record(*, by: Viewer, key: str, label: str, now: datetime | None = None) -> None:
    """Record one under its key; the key is its name for good."""
    by.require(Permission.KEEP_REGISTER)
    actor, moment = actor_of(by, Permission.KEEP_REGISTER), now or timezone.now()
    with transaction.atomic():
        <Noun>.objects.create(key=key, label=label, recorded_at=moment, recorded_by=by.key)
        record_event(by=actor, act="<name>.record", subject=("<noun>", key), after={"label": label}, now=moment)
''',
    "acts.py": '"""What the room does, in the words of the trail."""\n\n'
    + FUTURE
    + """from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring({"<name>.record": Label("登记<zh>", "<one> recorded")})
""",
    "views.py": '"""Pages of this room. Each declares who may enter: dukou.accounts.core.admission."""\n\n'
    + FUTURE
    + '''from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.<name>.queries import <noun>_labels


@needs(Permission.SEE_REGISTER, rows="<name>.queries:visible_<noun>")
@require_safe
def all_of_them(request: HttpRequest) -> HttpResponse:
    """Every record that the visitor may see."""
    return render(request, "<name>/list.html", {"records": <noun>_labels(request_viewer(request))})
''',
    "urls.py": '"""Routes of this room."""\n\n'
    + FUTURE
    + """from django.urls import path

from dukou.<name> import views

app_name = "<name>"
urlpatterns = [path("", views.all_of_them, name="list")]
""",
    "templates/<name>/list.html": """\
{% extends "kit/base.html" %}{% block title %}{% say "<zh>" "<title>" %}{% endblock %}
{% block content %}
<div class="page-head"><h1>{% say "<zh>" "<title>" %}</h1></div>
{% if records %}<ul>{% for key, label in records %}<li><code>{{ key }}</code> {{ label }}</li>{% endfor %}</ul>
{% else %}<p>{% say "还没有记录。" "There are none yet." %}</p>{% endif %}
{% endblock %}
""",
    "tests/__init__.py": "",
    "tests/pages.py": '"""The pages of this room for tests of the whole house: who enters, by hand, and an address of each page."""\n\n'
    + FUTURE
    + '''from dukou.accounts.core.roles import Role
from dukou.accounts.tests.visits import Gate, Has, Visit, those

_READERS = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.WINDOW_CLERK, Role.DEPARTMENT_OFFICER, Role.AUDITOR)
GATES = [Gate("<name>:list", _READERS)]


def visits(has: Has) -> list[Visit]:
    """Every page of the room."""
    return [Visit("<name>:list", "officer", "/<name>/")]
''',
    "tests/test_<name>.py": '"""What is recorded is seen by who may see it, and stands in the trail."""\n\n'
    + FUTURE
    + """from typing import Any

import pytest
from django.utils import timezone

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import NotPermitted
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.audit.models import AuditEvent
from dukou.<name>.actions import record
from dukou.<name>.queries import <noun>_labels

pytestmark = pytest.mark.django_db


def test_what_is_recorded_is_seen_by_who_may_see_it(client: Any) -> None:
    officer, banker = cast.person("officer", Role.INDUSTRY_OFFICER), cast.person("banker", Role.BANK_OFFICER)
    today = timezone.localdate()
    record(by=viewer_of(officer, today), key="first", label="示例")
    assert <noun>_labels(viewer_of(officer, today)) == [("first", "示例")]
    assert <noun>_labels(viewer_of(banker, today)) == []
    assert AuditEvent.objects.latest("pk").act == "<name>.record"
    client.force_login(officer, backend="dukou.accounts.auth.PasswordSignIn")
    assert "示例" in client.get("/<name>/").content.decode()


def test_nobody_records_without_the_right() -> None:
    with pytest.raises(NotPermitted):
        record(by=viewer_of(cast.person("banker", Role.BANK_OFFICER), timezone.localdate()), key="first", label="示例")
""",
}
