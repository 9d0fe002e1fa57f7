"""The pages about appeals as a whole, for tests of the whole house; `pages` joins them to its own."""

from __future__ import annotations

from dukou.accounts.core.roles import Role
from dukou.accounts.tests.visits import OPEN, Gate, Visit, those

_LEADS = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.WINDOW_CLERK)
_MEASURES = _LEADS | those(Role.DEPARTMENT_OFFICER)
GATES_FIGURES = [
    Gate("appeals:red", _LEADS),
    Gate("appeals:repeats", _LEADS),
    Gate("appeals:figures", _MEASURES),
    Gate("appeals:figures_download", _MEASURES, address="/appeals/figures/csv/", is_page=False, told=200),
    Gate("appeals:public", OPEN),
    Gate("appeals:known", OPEN),
]
KEYS_FIGURES = {"appeals:figures_download": "the key is the form of the file; the appeals are filtered"}


def visits_figures() -> list[Visit]:
    """Each page as one role sees it."""
    return [
        *(Visit("appeals:red", who, "/appeals/red/") for who in ("leader", "window")),
        *(Visit("appeals:repeats", who, "/appeals/repeats/") for who in ("leader", "window")),
        *(Visit("appeals:figures", who, "/appeals/figures/?by=topic") for who in ("leader", "department")),
        *(Visit("appeals:public", who, "/appeals/public/") for who in ("", "enterprise")),
        *(Visit("appeals:known", who, "/appeals/known/") for who in ("", "enterprise")),
    ]
