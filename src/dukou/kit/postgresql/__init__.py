"""Django's backend for PostgreSQL with the one thing on which the acts of this house rely: writers queue, as they do on SQLite."""

from __future__ import annotations

from dukou.kit.core.databases import PostgresqlAddress

# Seconds. A writer waits for the one before as long as on SQLite; a host that died amid a transaction keeps the others out no longer
# than the second; no statement of the house takes anything like the third.
_TIMEOUTS = {"lock_timeout": 20, "idle_in_transaction_session_timeout": 600, "statement_timeout": 900}


def on_server(address: PostgresqlAddress) -> dict[str, object]:
    """The database settings for an address; what its own options say goes before ours."""
    limits = " ".join(f"-c {name}={seconds}s" for name, seconds in _TIMEOUTS.items())
    options = {"application_name": "dukou", "connect_timeout": "10", **address.options}
    return {
        "ENGINE": "dukou.kit.postgresql",
        "NAME": address.name,
        "USER": address.user,
        "PASSWORD": address.password,
        "HOST": address.host,
        "PORT": address.port,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**options, "options": f"{limits} {address.options.get('options', '')}".strip()},
    }
