"""The window's list of messages and the web-hook, for tests of the whole house; `pages` joins them to its own."""

from __future__ import annotations

from dukou.accounts.core.roles import Role
from dukou.accounts.tests.visits import NONE, Gate, Visit, those

_WINDOW = those(Role.WINDOW_CLERK)
_HOOK = "/api/v1/affairs/hooks"
GATES_MESSAGES = [
    Gate("affairs:messages", _WINDOW, changes=_WINDOW, sent={"message": "1", "step": "retry", "reason": ""}),
    # systems of units enter by their signature, so nobody who comes with a session or a token does
    Gate(f"POST {_HOOK}/<unit>", NONE, sent={}, address=f"{_HOOK}/demo-office", is_page=False),
]
KEYS_MESSAGES = {f"POST {_HOOK}/<unit>": "the signature of the unit is the right; test_hooks tries a part of another"}


def visits_messages() -> list[Visit]:
    """The page as the window sees it."""
    return [Visit("affairs:messages", "window", "/affairs/messages/")]
