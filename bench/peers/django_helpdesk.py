"""Files tickets with django-helpdesk's own `POST /api/tickets/`, in process, in an environment of its own (BSD, never part of the product).

Prints CPU seconds per ticket as JSON. The settings are those of the peer's own demo, on SQLite with a write-ahead log as ours, mails to a
dummy, one queue, one signed-in staff member.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

TICKETS, ROUNDS = 60, 5
_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "rest_framework",
    "helpdesk",
]
_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
_TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]


def main() -> None:
    """Make a home, warm up, measure."""
    with tempfile.TemporaryDirectory(prefix="helpdesk-") as folder:
        _configured(Path(folder))
        from django.contrib.auth.models import User
        from django.core.management import call_command
        from helpdesk.models import Queue, Ticket
        from rest_framework.test import APIClient

        call_command("migrate", verbosity=0)
        queue = Queue.objects.create(title="made-up", slug="made-up")
        client = APIClient()
        client.force_authenticate(User.objects.create_superuser("staff", "staff@example.org", "x"))
        rounds = [_cpu(client, queue.pk) for _ in range(ROUNDS + 1)][1:]  # the first warms up
        assert Ticket.objects.count() == TICKETS * (ROUNDS + 1)
    print(json.dumps({"cpu": median(rounds)}))


def _cpu(client: Any, queue: int) -> float:
    start = time.process_time()
    for number in range(TICKETS):
        sent = {
            "queue": queue,
            "title": f"power line {number}",
            "description": "the line crosses a building site " * 4,
            "submitter_email": "made-up@example.org",
            "priority": 3,
            "status": 1,
        }
        answer = client.post("/api/tickets/", sent, format="json")
        if answer.status_code != 201:
            sys.exit(f"{answer.status_code} {answer.content[:300]!r}")
    return (time.process_time() - start) / TICKETS


def _configured(folder: Path) -> None:
    import django
    from django.conf import settings

    (folder / "urls.py").write_text('from django.urls import include, path\nurlpatterns = [path("", include("helpdesk.urls"))]\n')
    sys.path.insert(0, str(folder))
    settings.configure(
        SECRET_KEY="x" * 50,
        ALLOWED_HOSTS=["testserver"],
        ROOT_URLCONF="urls",
        USE_TZ=True,
        SITE_ID=1,
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": folder / "db.sqlite3",
                "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;", "transaction_mode": "IMMEDIATE"},
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
        MEDIA_ROOT=folder / "media",
        STATIC_URL="/static/",
        MEDIA_URL="/media/",
        LOGIN_URL="/login/",
        HELPDESK_TEAMS_MODE_ENABLED=False,
        HELPDESK_ACTIVATE_API_ENDPOINT=True,
        INSTALLED_APPS=_APPS,
        MIDDLEWARE=_MIDDLEWARE,
        TEMPLATES=_TEMPLATES,
    )
    django.setup()


if __name__ == "__main__":
    main()
