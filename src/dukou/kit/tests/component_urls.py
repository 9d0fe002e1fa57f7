"""Addresses for the tests of the base template: the routes that it asks for where a room brings them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def nothing(request: HttpRequest) -> HttpResponse:
    """An empty answer."""
    return HttpResponse()


_ACCOUNTS = ([path("language/", nothing, name="language"), path("out/", nothing, name="sign_out")], "accounts")
urlpatterns = [path("", nothing, name="home"), path("clusters/", nothing, name="clusters"), path("accounts/", include(_ACCOUNTS))]
