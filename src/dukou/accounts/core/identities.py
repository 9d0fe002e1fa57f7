"""The door for identity providers outside the house: OIDC, CAS, the city's work platform (渝快政). None is built in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from dukou.kit.core.labels import Label
from dukou.kit.core.registry import Registry


@dataclass(frozen=True, slots=True)
class OutsideIdentity:
    """Whom a provider says it has recognised: its own lasting identifier and the name to greet by."""

    subject: str
    display_name: str = ""


class IdentityProvider(Protocol):
    """What a provider must be able to do. It recognises; whom it recognised must have been linked to a person here before."""

    key: str
    label: Label

    def address(self, return_to: str, state: str) -> str:
        """Where the visitor is sent to sign in; the provider returns him to `return_to` with `state` unchanged."""
        ...

    def identify(self, answer: Mapping[str, str], state: str) -> OutsideIdentity:
        """Check the provider's answer against `state` and say who it is; raises a Refusal where the answer does not hold."""
        ...


PROVIDERS: Registry[IdentityProvider] = Registry("identity provider")
