"""Who looks and who acts: a person's permissions on one day, with those that absent colleagues lend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.roles import ANONYMOUS, PERMISSIONS_OF, Role, may_stand_together
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class NotPermitted(Refusal):
    """The viewer lacks the permission that the act or page needs."""

    code = "accounts.not_permitted"
    what = Label("没有办理", "this was not done")
    why = Label("您没有“{permission}”的权限", "you lack the permission to {permission}")
    cure = Label("请联系系统管理员，或由有此岗位的同事办理", "ask the steward, or a colleague who holds such a post")
    status = 403


@dataclass(frozen=True, slots=True)
class Grant:
    """One permission within one organisation (empty: none in particular), held oneself or lent by an absent person's key."""

    permission: Permission
    organisation: str = ""
    on_behalf_of: str = ""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Someone who looks or acts. `permissions` and `organisations` are everything, one's own and what is lent.

    `key`: `person:<username>`, `cli:<os user>`, `machine:<organisation>` or `anonymous`. `acting_for`: keys of the absent people one stands
    in for. `grants` says which permission holds in which organisation; ask `organisations_where` wherever the two must not be mixed.
    `task_forces`: keys of the task forces (专班) one has a seat in.
    """

    key: str
    person_id: int | None = None
    permissions: frozenset[Permission] = frozenset()
    organisations: frozenset[str] = frozenset()
    acting_for: tuple[str, ...] = ()
    grants: frozenset[Grant] = field(default=frozenset(), repr=False)
    task_forces: frozenset[str] = frozenset()

    def may(self, permission: Permission) -> bool:
        """Whether the viewer has the permission in any organisation."""
        return permission in self.permissions

    def require(self, permission: Permission) -> None:
        """Refuse politely where the permission is missing."""
        if not self.may(permission):
            raise NotPermitted(permission=permission.label)

    def organisations_where(self, permission: Permission) -> frozenset[str]:
        """The organisations within which the viewer has the permission."""
        if not self.grants:
            return self.organisations if self.may(permission) else frozenset()
        return frozenset(grant.organisation for grant in self.grants if grant.permission is permission and grant.organisation)

    @property
    def is_at_the_machine(self) -> bool:
        """Whether it is the operating-system user at the command line, who belongs to no organisation and holds his rights in each."""
        return self.person_id is None and self.key.startswith("cli:")

    def on_behalf_for(self, permission: Permission) -> str:
        """For whom the viewer acts when using the permission: empty where it is the viewer's own, otherwise the absent person's key."""
        lenders = {grant.on_behalf_of for grant in self.grants if grant.permission is permission}
        return "" if "" in lenders or not lenders else min(lenders)


def may_within(viewer: Viewer, permission: Permission, organisation: str) -> bool:
    """Whether the viewer has the permission in the organisation (by key): the one rule of who acts for it.

    Whoever holds the machine (command line) holds it in each.
    """
    if viewer.is_at_the_machine:
        return viewer.may(permission)
    return organisation in viewer.organisations_where(permission)


@dataclass(frozen=True, slots=True)
class Post:
    """A role in an organisation, or the seat in a task force, that is in force."""

    role: Role
    organisation: str = ""
    task_force: str = ""


def viewer_from(key: str, person_id: int, own: Iterable[Post], lent: Iterable[tuple[str, Iterable[Post]]]) -> Viewer:
    """The viewer made of the person's own posts and of what each absent person (key, posts) lends.

    What may not stand together with what one holds already is not lent: no stand-in makes an auditor of an official or the reverse.
    """
    held, grants, acting_for = list(own), set[Grant](), []
    if not may_stand_together(post.role for post in held):
        held = [post for post in held if post.role is Role.AUDITOR]  # never both; the trail outranks the desk
    grants |= _grants(held, "")
    for absent, posts in lent:
        borrowed = list(posts)
        if borrowed and may_stand_together(post.role for post in [*held, *borrowed]):
            held += borrowed
            grants |= _grants(borrowed, absent)
            acting_for.append(absent)
    return Viewer(
        key=key,
        person_id=person_id,
        permissions=frozenset(grant.permission for grant in grants),
        organisations=frozenset(post.organisation for post in held if post.organisation),
        acting_for=tuple(acting_for),
        grants=frozenset(grants),
        task_forces=frozenset(post.task_force for post in held if post.task_force),
    )


def _grants(posts: Iterable[Post], on_behalf_of: str) -> set[Grant]:
    return {Grant(permission, post.organisation, on_behalf_of) for post in posts for permission in PERMISSIONS_OF[post.role]}


ANONYMOUS_VIEWER = Viewer("anonymous", permissions=ANONYMOUS)
# what is kept for everybody within the administration is read with this sight, whoever acts: no organisation's own figures, no firm's
INTERNAL_READER = Viewer(
    "internal", permissions=frozenset({Permission.SEE_FIGURES_PUBLIC, Permission.SEE_FIGURES_INTERNAL, Permission.SEE_REGISTER})
)


def command_line_viewer(user: str) -> Viewer:
    """The operating-system user at the command line: whoever holds the machine holds every right of the office; the trail names him."""
    return Viewer(f"cli:{user}", permissions=frozenset(Permission))


def machine_viewer(organisation: str) -> Viewer:
    """The system of an organisation, known by its signature: it answers what was handed to that organisation, and may nothing else."""
    answers = Permission.ANSWER_LEGS
    return Viewer(
        f"machine:{organisation}",
        permissions=frozenset({answers}),
        organisations=frozenset({organisation}),
        grants=frozenset({Grant(answers, organisation)}),
    )
