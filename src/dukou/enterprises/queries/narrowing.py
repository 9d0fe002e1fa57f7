"""Which firms of a list of another room are meant: by a part of a name, by a code, by where they are."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from dukou.enterprises.core.names import normal
from dukou.enterprises.models import Enterprise, EnterpriseName


@dataclass(frozen=True, slots=True)
class Meant:
    """What a list is narrowed to. Empty: not asked. `text`: a part of any of a firm's names, or what its code or key begins with.

    `division`: a code or what it begins with.
    """

    text: str = ""
    division: str = ""

    def __bool__(self) -> bool:
        return bool(self.text or self.division)

    @property
    def own(self) -> Q:
        """On firms themselves. All that are meant are found: nothing is cut off, so that a list is whole."""
        found = Q()
        if self.text:
            plain = normal(self.text)
            named = EnterpriseName.objects.filter(normal__contains=plain) if plain else EnterpriseName.objects.none()
            found = Q(pk__in=named.values("enterprise")) | Q(code__istartswith=self.text) | Q(key__istartswith=self.text)
        return found & Q(division__startswith=self.division) if self.division else found

    @property
    def condition(self) -> Q:
        """On rows that point to a firm as their `enterprise`."""
        return Q(enterprise__in=Enterprise.objects.filter(self.own).values("pk"))


ALL = Meant()
