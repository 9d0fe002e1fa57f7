"""`dukou people`: people and their roles from the command line, so that a district can make its first steward."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import Annotated

import typer
from django.utils import timezone

from dukou.accounts.actions import memberships, people, tokens
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import ApiToken, Membership, Person
from dukou.accounts.models.tenures import in_force
from dukou.accounts.queries import actor_of, organisation_of, person_of
from dukou.accounts.queries.callers import caller_viewer
from dukou.accounts.queries.tokens import may_see_token, token_for_revoking, tokens_in_force
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label, Language, language_of

app = typer.Typer(name="people", help="人员与岗位 / people and their roles", no_args_is_help=True)


class Format(StrEnum):
    """How a list is printed."""

    TABLE = "table"
    JSON = "json"


@app.command()
def add(
    username: Annotated[str, typer.Argument(help="用户名 / username")],
    name: Annotated[str, typer.Option("--name", help="姓名 / name to show")],
    language: Annotated[str, typer.Option("--language", help="zh | en")] = "zh",
    without_password: Annotated[bool, typer.Option("--without-password", help="不设密码 / sets no password")] = False,
) -> None:
    """添加人员；密码从提示或标准输入读取 / add a person; the password is read from a prompt or from standard input.

    例 / examples: dukou people add clerk-li --name 李某 · echo "$PASSWORD" | dukou people add clerk-li --name 李某
    """
    spoken_language: Language = language_of(language)
    by, password = _by(), None if without_password else _password()
    people.add(by=by, username=username, display_name=name, password=password, language=spoken_language)
    typer.echo(str(Label("已添加 {username}", "{username} was added").filled(username=username)))


@app.command()
def password(username: Annotated[str, typer.Argument(help="用户名 / username")]) -> None:
    """重设密码，并结束此人的所有登录 / set a new password and end all sessions of the person.

    例 / example: dukou people password clerk-li
    """
    by = _by()
    people.set_password(by=by, person=person_of(username), password=_password())
    typer.echo(str(Label("已重设 {username} 的密码", "{username} has a new password").filled(username=username)))


@app.command()
def email(
    username: Annotated[str, typer.Argument(help="用户名 / username")],
    address: Annotated[str, typer.Argument(help="邮箱；空串为不发 / address; an empty text: none")],
) -> None:
    """设定消息同时发往的邮箱 / say where messages to the person are repeated by mail.

    例 / example: dukou people email clerk-li clerk-li@example.org
    """
    people.set_email(by=_by(), person=person_of(username), email=address)
    typer.echo(str(Label("已设定 {username} 的邮箱", "{username} has an e-mail address").filled(username=username)))


@app.command()
def grant(
    username: Annotated[str, typer.Argument(help="用户名 / username")],
    role: Annotated[Role, typer.Argument(help="岗位 / role")],
    organisation: Annotated[str, typer.Argument(help="单位的键 / key of the organisation")],
    reason: Annotated[str, typer.Option("--reason", help="理由 / reason")] = "",
) -> None:
    """从今天起授予岗位 / grant a role from today on.

    例 / example: dukou people grant clerk-li steward office --reason 首位系统管理员
    """
    person, where = person_of(username), organisation_of(organisation)
    memberships.grant(by=_by(), person=person, organisation=where, role=role, from_on=timezone.localdate(), reason=reason)
    typer.echo(str(Label("{username}：{role}", "{username}: {role}").filled(username=username, role=role.label)))


@app.command("list")
def list_people(format: Annotated[Format, typer.Option("--format", help="输出格式 / output format")] = Format.TABLE) -> None:
    """列出人员及其现任岗位 / list people with their present roles.

    例 / example: dukou people list --format json
    """
    _by()
    held: dict[int, list[Membership]] = {}
    for each in Membership.objects.filter(in_force(timezone.localdate())).select_related("organisation").order_by("pk"):
        held.setdefault(each.person_id, []).append(each)
    rows = [(person, held.get(person.pk, [])) for person in Person.objects.order_by("username")]
    if format is Format.JSON:
        typer.echo(json.dumps([_as_dict(person, roles) for person, roles in rows], ensure_ascii=False))
        return
    for person, roles in rows:
        words = "; ".join(f"{Role.of(each.role).label} @ {each.organisation.key}" for each in roles)
        typer.echo(f"{person.username}\t{person.display_name}\t{words or '—'}")


@app.command("tokens")
def list_tokens(format: Annotated[Format, typer.Option("--format", help="输出格式 / output format")] = Format.TABLE) -> None:
    """列出有效的 API 令牌 / list the API tokens in force.

    例 / example: dukou people tokens --format json
    """
    found = may_see_token.filter(_managing(), tokens_in_force(timezone.localdate())).select_related("person")
    rows = [_token_as_dict(each) for each in found]
    if format is Format.JSON:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        typer.echo("\t".join(str(value or "—") for value in row.values()))


@app.command("revoke-token")
def revoke_token(
    prefix: Annotated[str, typer.Argument(help="令牌的开头 / how the token begins")],
    reason: Annotated[str, typer.Option("--reason", help="理由 / reason")] = "",
) -> None:
    """撤销任何人的 API 令牌 / revoke anyone's API token.

    例 / example: dukou people revoke-token dukou_Ab3dEf5h --reason 已泄露
    """
    by = _managing()
    tokens.revoke(by=actor_of(by, Permission.MANAGE_PEOPLE), token=token_for_revoking(by, prefix), reason=reason)
    typer.echo(str(Label("已撤销 {prefix}…", "{prefix}… was revoked").filled(prefix=prefix)))


def _token_as_dict(each: ApiToken) -> dict[str, object]:
    return {
        "prefix": each.prefix,
        "username": each.person.username,
        "name": each.name,
        "scopes": ",".join(each.scopes),
        "expires_on": str(each.expires_on),
        "last_used_on": str(each.last_used_on) if each.last_used_on else None,
    }


def _as_dict(person: Person, roles: list[Membership]) -> dict[str, object]:
    posts = [{"role": each.role, "organisation": each.organisation.key} for each in roles]
    return {"username": person.username, "name": person.display_name, "is_active": person.is_active, "posts": posts}


def _by() -> Actor:
    """Who runs the command, if he may manage people: whoever `--as` names, with that person's rights and no more."""
    return actor_of(_managing(), Permission.MANAGE_PEOPLE)


def _managing() -> Viewer:
    viewer = caller_viewer()
    viewer.require(Permission.MANAGE_PEOPLE)
    return viewer


def _password() -> str:
    """From a prompt with repetition where a person sits there, otherwise one line of standard input; never an argument, which others
    on the machine could read."""
    if sys.stdin.isatty():
        asked = str(Label("密码", "password"))
        return str(typer.prompt(asked, hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\n")
