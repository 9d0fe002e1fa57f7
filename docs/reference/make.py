"""Writes the reference pages from the code: `make docs`. With `--check` it writes nothing and fails where a page differs."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parents[1] / "src"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dukou.settings")
sys.path.insert(0, str(SOURCE))

import django  # noqa: E402  the settings are named first

django.setup()

from django.conf import global_settings, settings  # noqa: E402
from settings_in_words import SETTINGS, VARIABLES  # noqa: E402
from typer.main import get_command  # noqa: E402
from writing import MADE, page, room_of, said, spelt, table  # noqa: E402

from dukou.accounts.core.permissions import Permission  # noqa: E402
from dukou.accounts.core.roles import PERMISSIONS_OF, Role  # noqa: E402
from dukou.accounts.routes import routes  # noqa: E402
from dukou.cli.main import shell  # noqa: E402
from dukou.kit.core.labels import Label, LabelledEnum  # noqa: E402
from dukou.kit.core.refusals import Refusal  # noqa: E402
from dukou.kit.hooks import HOOKS  # noqa: E402
from dukou.kit.packfiles.schemas import Schema, Words  # noqa: E402
from dukou.kit.packfiles.sections import SECTIONS, Section  # noqa: E402
from dukou.rules.core.facts import FACTS  # noqa: E402

for _path in sorted(SOURCE.glob("dukou/*/**/*.py")):  # all that can be said must have been imported
    if not {"tests", "migrations"} & set(_path.parts) and _path.stem != "__init__":
        importlib.import_module(".".join(_path.relative_to(SOURCE).with_suffix("").parts))


def refusals() -> str:
    """Every refusal by room."""
    known = [refusal for refusal in Refusal.known().values() if refusal.__module__.startswith("dukou.")]
    blocks = []
    for room in settings.ROOMS:
        rows = [
            (f"`{each.code}`", each.what, each.why, each.cure, each.status, said(each))
            for each in sorted(known, key=lambda refusal: refusal.code)
            if room_of(each) == room
        ]
        blocks.append(f"## {room}\n\n{table(['code', 'what', 'why', 'what to do', 'HTTP', 'rule'], rows)}" if rows else "")
    return page("Refusals 不予办理的情形", "Expected failures. On the command line a refusal exits with 1.", *blocks)


def hooks() -> str:
    """Every hook with its payload and its listeners."""
    blocks = []
    for hook in HOOKS:
        payload: Any = hook.payload
        when = "inside the announcing transaction; a listener may refuse" if hook.when == "inside" else "after commit"
        listeners = ", ".join(f"`{each.__module__}.{each.__qualname__}`" for each in hook.listeners) or "nobody yet"
        rows = [(f"`{field.name}`", f"`{spelt(field.type)}`") for field in dataclasses.fields(payload)]
        lead = f"Runs {when}. Heard by: {listeners}.\n\n{said(payload)}"
        blocks.append(f"## `{hook.name}` ({room_of(payload)})\n\n{lead}\n\n{table(['field', 'type'], rows)}")
    return page("Hooks 通知", "What lower rooms announce and upper rooms may listen to (house rule 10).", *blocks)


def permissions() -> str:
    """Permissions, and the roles that hold them."""
    rows = [
        (f"`{each.value}`", each.label, ", ".join(f"`{role.value}`" for role in Role if each in PERMISSIONS_OF[role]))
        for each in Permission
    ]
    return page("Permissions 权限", said(Permission), table(["permission", "words", "held by"], rows))


def rights() -> str:
    """Every route with the rule that it declares, and every role with what it may."""
    rows = [
        (f"`{each.method or 'page'}`", f"`{each.address}`", each.admission.label, each.admission.rows_label)
        for each in routes()
        if each.admission is not None
    ]
    roles = [(each.label, *("●" if each in PERMISSIONS_OF[role] else "" for role in Role)) for each in Permission]
    return page(
        "Rights 权限规则",
        "Who may enter which route. Each view and operation declares its rule (`dukou.accounts.core.admission`), and one door enforces it; "
        "`tests/rights/` walks all of it. Rows: the predicate that filters what is shown.",
        "## Routes 地址\n\n" + table(["method", "address", "who enters", "rows"], rows),
        "## Roles 角色\n\n" + table(["permission", *(f"{role.label.zh}<br>`{role.value}`" for role in Role)], roles),
    )


def words() -> str:
    """Every enumeration with its values in both languages."""
    blocks = []
    for each in enumerations():
        rows = [(f"`{member.value}`", member.label.zh, member.label.en) for member in each]
        blocks.append(f"## {each.__name__} ({room_of(each)})\n\n{said(each)}\n\n{table(['code', '中文', 'English'], rows)}")
    return page("Words 用语", "The values that appear in packs, JSON and pages.", *blocks)


def enumerations() -> list[type[LabelledEnum]]:
    """Every labelled enumeration of the house, lowest room first."""
    found: list[type[LabelledEnum]] = []
    waiting = list(LabelledEnum.__subclasses__())
    while waiting:
        each = waiting.pop()
        waiting += each.__subclasses__()
        if each.__module__.startswith("dukou.") and ".tests." not in each.__module__:
            found.append(each)
    return sorted(found, key=lambda each: (settings.ROOMS.index(room_of(each)), each.__name__))


def settings_page() -> str:
    """Environment variables and own settings."""
    used = {
        name
        for path in SOURCE.rglob("*.py")
        if "tests" not in path.parts
        for name in re.findall(r"\bDUKOU_[A-Z_]+\b", path.read_text("utf-8"))
    }
    own = {name for name in dir(settings._wrapped) if name.isupper() and not hasattr(global_settings, name)}
    own = {name for name in own if not name.startswith("WHITENOISE_") and name not in ("SETTINGS_MODULE", "ROOT_URLCONF")}
    must_match("environment variable", used, VARIABLES)
    must_match("setting", own, SETTINGS)
    values = {name: getattr(settings, name) for name in sorted(own)}
    shown = {name: f"`{value}`" if isinstance(value, int | list) else "" for name, value in values.items()}
    return page(
        "Settings 设置",
        "Everything that is kept lies in one folder; a district's own data is in its pack, not here.",
        "## Environment variables 环境变量\n\n" + table(["variable", "words"], [(f"`{name}`", VARIABLES[name]) for name in sorted(used)]),
        "## Settings of our own\n\n" + table(["setting", "value", "words"], [(f"`{name}`", shown[name], SETTINGS[name]) for name in shown]),
    )


def must_match(noun: str, used: set[str], told: dict[str, Label]) -> None:
    """Stop where something has no words, or words have nothing."""
    wordless, useless = sorted(used - set(told)), sorted(set(told) - used)
    if wordless or useless:
        raise SystemExit(f"docs/reference/settings_in_words.py: {noun}s without words {wordless}, words without use {useless}")


def packs() -> str:
    """Every section of a pack: its files, its fields."""
    intro = "What a district writes (YAML). `dukou pack check` names every fault with file and line. `Words` is `{zh: …, en: …}`."
    blocks = []
    for section in SECTIONS:
        shape = (
            f"`{section.files}`: a list below the key `{section.name}`, with optional `defaults`"
            if section.many
            else f"`{section.files}`: one entry a file; its key is the file's name"
        )
        blocks.append(
            f"## {section.name} ({room_of(type(section))})\n\n{shape}. {said(type(section))}\n\n{said(section.schema)}\n\n{fields(section)}"
        )
    return page("Packs 数据包", intro, *blocks)


def fields(section: Section[Any]) -> str:
    """The fields of a section's schema, and of the schemas inside it."""
    blocks, seen, waiting = [], {Words}, [section.schema]
    while waiting:
        schema = waiting.pop(0)
        if schema in seen:
            continue
        seen.add(schema)
        rows = [
            (f"`{field.alias or name}`", f"`{spelt(field.annotation)}`", "yes" if field.is_required() else "", field.description or "")
            for name, field in schema.model_fields.items()
        ]
        blocks.append(
            ("" if schema is section.schema else f"`{schema.__name__}`: {said(schema)}\n\n")
            + table(["key", "type", "needed", "words"], rows)
        )
        waiting += [each for field in schema.model_fields.values() for each in inner_schemas(field.annotation)]
    return "\n\n".join(blocks)


def inner_schemas(kind: Any) -> list[type[Schema]]:
    """The schemas that a field's type speaks of."""
    if inspect.isclass(kind) and issubclass(kind, Schema):
        return [kind]
    return [each for part in getattr(kind, "__args__", ()) for each in inner_schemas(part)]


def acts() -> str:
    """Every act of every room, read from the source."""
    blocks = []
    for room in settings.ROOMS:
        rows = [
            (f"`{path.stem}.{node.name}`" if path.stem not in ("actions", "__init__") else f"`{node.name}`", ast.get_docstring(node) or "")
            for path, node in acts_of(room)
        ]
        blocks.append(f"## {room}\n\n{table(['act', 'rule'], rows)}" if rows else "")
    return page(
        "Acts 办理事项", "Only acts write; each is called by keyword, names its actor and leaves one event in the audit trail.", *blocks
    )


def acts_of(room: str) -> Iterator[tuple[Path, ast.FunctionDef]]:
    """The public functions of a room's `actions`."""
    for path in [*(SOURCE / "dukou" / room).glob("actions.py"), *sorted((SOURCE / "dukou" / room).glob("actions/[a-z]*.py"))]:
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield path, node


def facts() -> str:
    """Every named fact."""
    rows = [
        (f"`{each.name}`", each.label.zh, each.label.en, each.kind.label, each.unit or each.holds.label, each.legal_ground)
        for each in sorted(FACTS, key=lambda fact: fact.name)
    ]
    intro = "What rooms can state about a subject on a day; rule books name facts by these names. What is not stated is unknown."
    return page("Facts 事实项", intro, table(["name", "中文", "English", "about", "unit", "legal ground"], rows) if rows else "None yet.")


def commands() -> str:
    """Every verb of the command line."""
    return page("Commands 命令", "`dukou COMMAND --help` shows the same with examples.", *verbs("dukou", get_command(shell())))


def verbs(name: str, command: Any) -> list[str]:
    """One block for each verb, groups walked in their order."""
    if hasattr(command, "commands"):
        return [block for inner, each in command.commands.items() for block in verbs(f"{name} {inner}", each)]
    rows = [(f"`{shown(each)}`", getattr(each, "help", None) or "") for each in command.params if each.name != "help"]
    return [f"## {name}\n\n{inspect.cleandoc(command.help or '')}\n\n{table(['argument', 'words'], rows) if rows else ''}".rstrip()]


def shown(parameter: Any) -> str:
    """An option by its names, an argument by its word."""
    is_option = parameter.param_type_name == "option"
    return ", ".join([*parameter.opts, *parameter.secondary_opts]) if is_option else parameter.metavar or parameter.name.upper()


PAGES: dict[str, Callable[[], str]] = {
    "acts.md": acts,
    "commands.md": commands,
    "facts.md": facts,
    "hooks.md": hooks,
    "packs.md": packs,
    "permissions.md": permissions,
    "refusals.md": refusals,
    "rights.md": rights,
    "settings.md": settings_page,
    "words.md": words,
}


def main() -> int:
    """Write the pages, or compare them with `--check`."""
    made = {name: make() for name, make in PAGES.items()}
    by_hand = [path for path in sorted(HERE.glob("*.md")) if path.name not in made and MADE not in path.read_text("utf-8")]
    titles = {name: text.splitlines()[2] for name, text in made.items()}
    titles |= {path.name: path.read_text("utf-8").splitlines()[0] for path in by_hand}
    links = "\n".join(f"- [{title.lstrip('# ')}]({name})" for name, title in sorted(titles.items()))
    made["README.md"] = page("Reference", "What the code says of itself; pages without the mark at their top are written by hand.", links)
    if "--check" in sys.argv[1:]:
        stale = [name for name, text in made.items() if not (HERE / name).exists() or (HERE / name).read_text("utf-8") != text]
        stale += [path.name for path in sorted(HERE.glob("*.md")) if path.name not in made and MADE in path.read_text("utf-8")]
        for each in stale:
            print(f"docs/reference/{each} is stale: run `make docs`")
        return 1 if stale else 0
    for name, text in made.items():
        (HERE / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
