"""Does a request come from this very machine? Demo people may sign in from nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_VIA")


def is_loopback_address(address: str) -> bool:
    """Whether an address is this machine's own: 127.0.0.0/8, ::1, and the former written as IPv6."""
    try:
        parsed = ip_address(address.split("%")[0])
    except ValueError:
        return False
    mapped = parsed.ipv4_mapped if isinstance(parsed, IPv6Address) else None
    return (mapped or parsed).is_loopback


def is_from_here(environ: Mapping[str, object]) -> bool:
    """Whether a WSGI request comes from loopback, was addressed to loopback, and was not passed on by a proxy."""
    if any(environ.get(header) for header in FORWARDED):
        return False
    host = _host(str(environ.get("HTTP_HOST", "")))
    return is_loopback_address(str(environ.get("REMOTE_ADDR", ""))) and (host == "localhost" or is_loopback_address(host))


def _host(header: str) -> str:
    """The host of a Host header without its port and brackets."""
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.partition(":")[0].lower()
