"""What every template knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from dukou.kit.core.labels import spoken
from dukou.kit.pages.navigation import navigation_for


def house(request: HttpRequest) -> dict[str, Any]:
    """Language, navigation, and whether this is a demo home."""
    language = spoken()
    return {
        "language": language,
        "html_language": "zh-CN" if language == "zh" else "en",
        "navigation": navigation_for(request),
        "is_demo": settings.HOME_FILE.is_demo,
    }
