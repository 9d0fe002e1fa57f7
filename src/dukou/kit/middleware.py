"""What every page goes through: the language it speaks and the content policy it is served under."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from dukou.kit.core.labels import language_of, speaking

Next = Callable[[HttpRequest], HttpResponse]

LANGUAGE_COOKIE = "dukou_language"
# Everything comes from this host. Inline SVG charts carry no style attributes that need more (kit.charts cleans them).
CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

NOTHING_OF_THE_DEVICE = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def speak(get_response: Next) -> Next:
    """Chinese unless the visitor chose English; the choice is a cookie, so that it also holds before sign-in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = language_of(request.COOKIES.get(LANGUAGE_COOKIE))
        with speaking(language), translation.override("en" if language == "en" else "zh-hans"):
            response = get_response(request)
        response.headers.setdefault("Content-Language", "en" if language == "en" else "zh-CN")
        response.headers.setdefault("Vary", "Cookie")
        return response

    return middleware


def guard_content(get_response: Next) -> Next:
    """Send the content policy with every answer, and let nobody between keep a page: what it shows is for one visitor alone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault("Permissions-Policy", NOTHING_OF_THE_DEVICE)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware
