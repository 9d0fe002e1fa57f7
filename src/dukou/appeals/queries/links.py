"""The secret link by which whoever has it follows an appeal, without signing in: it is made of the appeal's own salt and tells no other."""

from __future__ import annotations

from django.utils.crypto import constant_time_compare, salted_hmac

from dukou.appeals.models import Appeal
from dukou.appeals.queries.visibility import NoSuchAppeal

_LENGTH = 40  # 160 bits in hexadecimal digits


def secret_of(appeal: Appeal) -> str:
    """The secret part of the link: of the appeal's own salt, so that it lives as long as the appeal does."""
    return salted_hmac("dukou.appeals.link", f"{appeal.pk}:{appeal.link_salt}", algorithm="sha256").hexdigest()[:_LENGTH]


def appeal_by_link(number: int, secret: str) -> Appeal:
    """The appeal that the link leads to; a wrong secret and a wrong number are refused alike."""
    found = Appeal.objects.filter(pk=number).select_related("case__profile", "enterprise").first()
    if found is None or not constant_time_compare(secret_of(found), secret):
        raise NoSuchAppeal(number=number)
    return found
