"""Settings of one home. Everything that is kept lives below DUKOU_HOME; a district's own data is in its pack, not here."""

from __future__ import annotations

import os
from pathlib import Path

from dukou.kit.core.databases import address_of
from dukou.kit.core.homes import Home
from dukou.kit.core.mails import mail_server_of
from dukou.kit.postgresql import on_server

HOME = Home.of_environment()
HOME_FILE = HOME.read()

# The house from the lowest floor up. A new room is one folder, one name here and one word in the floors (pyproject.toml).
ROOMS = [
    *("kit", "warehouse", "audit", "accounts", "rules", "figures", "casework"),
    *("enterprises", "chains", "clusters", "credit", "projects", "appeals", "affairs", "finance", "policies"),
    *("briefing", "api", "cli", "web"),
]

SECRET_KEY = HOME.secret_key
DEBUG = False
# A demo home answers on loopback only; elsewhere the operator names the hosts: DUKOU_HOSTS=dukou.example.gov.cn,10.1.2.3
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
if not HOME_FILE.is_demo:
    ALLOWED_HOSTS += [host for host in os.environ.get("DUKOU_HOSTS", "").split(",") if host]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS[3:]]

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    *(f"dukou.{room}" for room in ROOMS),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "dukou.kit.middleware.guard_content",
    "dukou.kit.middleware.speak",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dukou.accounts.middleware.keep_session",
    "dukou.accounts.middleware.admit",
    "dukou.kit.doors.answer_refusals",
]

ROOT_URLCONF = "dukou.urls"
WSGI_APPLICATION = "dukou.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["dukou.kit.templatetags.house"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "dukou.kit.pages.context.house",
                "dukou.web.context.district",
            ],
        },
    }
]

# WAL: readers never wait. IMMEDIATE: writers queue instead of failing. FULL: an acknowledged commit survives a power cut.
DATABASES: dict[str, dict[str, object]] = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME.database,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
            "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-16000;",
        },
    }
}
if address := os.environ.get("DUKOU_DATABASE_URL"):  # a PostgreSQL server instead (decision 0015)
    DATABASES["default"] = on_server(address_of(address))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": HOME.cache, "TIMEOUT": None}}

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["dukou.accounts.auth.PasswordSignIn"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

SESSION_COOKIE_AGE = 12 * 3600  # a working day
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # forms carry the token themselves; no script reads it
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "dukou.kit.doors.forged"
# Behind TLS (DUKOU_HTTPS=1) cookies travel only over TLS; on loopback there is none.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("DUKOU_HTTPS") == "1"
# A header that anybody may send says nothing: it is believed only where the operator says that his proxy always sets it itself. Then
# the house knows which requests came over TLS, sends the others there, and tells browsers to ask for nothing else for a year.
if SESSION_COOKIE_SECURE and os.environ.get("DUKOU_PROXY_TELLS_TLS") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Limits of sign-in and sessions (accounts): GB/T 22239-2019 8.1.4.1 b asks for them and gives no numbers.
SIGN_IN_FAILURES_ALLOWED = 5
SIGN_IN_LOCKED_SECONDS = 600
SESSION_IDLE_SECONDS = 3600
SESSIONS_PER_PERSON = 3

# What people are told stands in their inbox here; by mail (DUKOU_MAIL) and chat (DUKOU_CHAT) it is only repeated.
MAIL_SERVER = mail_server_of(os.environ.get("DUKOU_MAIL", ""))
EMAIL_HOST = MAIL_SERVER.host if MAIL_SERVER else ""
EMAIL_PORT = MAIL_SERVER.port if MAIL_SERVER else 0
EMAIL_HOST_USER = MAIL_SERVER.user if MAIL_SERVER else ""
EMAIL_HOST_PASSWORD = MAIL_SERVER.password if MAIL_SERVER else ""
EMAIL_USE_TLS = bool(MAIL_SERVER and MAIL_SERVER.starts_tls)
EMAIL_USE_SSL = bool(MAIL_SERVER and MAIL_SERVER.begins_with_tls)
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = os.environ.get("DUKOU_MAIL_FROM") or "dukou@localhost"
CHAT_ADDRESS = os.environ.get("DUKOU_CHAT", "")

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOME.static
STATICFILES_DIRS = [HOME.made_static]
CHART_BUNDLE: Path | None = None  # one made before, for who builds many homes: making it takes two seconds
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME.uploads}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# The packs that come with the program; `--pack NAME` may name one of them instead of a path.
SHIPPED_PACKS = Path(__file__).resolve().parents[2] / "packs"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
