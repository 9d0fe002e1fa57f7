"""Who writes to the database: acts, the layer beneath them that writes rows (`register`, `ledger`), packs as they load; nobody else.

Read off the syntax tree, so types are not known. What counts as a write:

- a call of a name that only a manager has (`bulk_create`, `update_or_create` …);
- `.save(…)`, `.create(…)`, `.delete(…)`, unless what it is called on comes from a library (`cache.delete`), or a file is named by position
  (`workbook.save(path)`: a model's `save` takes nothing so);
- `.update(…)`, where what it is called on is a query: a chain with a manager or a method of querysets in it, a name bound to such a chain
  in the same function, an argument annotated as a `QuerySet`, a call of a function of the house annotated to give one. A dict, a set, a
  hash is none of these;
- the text of a statement that writes (`INSERT INTO`, `DELETE FROM`, `UPDATE … SET`), whoever executes it.

Who enters `register` and `ledger` is checked beside it: they ask no right and leave no event, so only what is part of an act may.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from .reading import Function, SourceFile, Tree

WRITERS = {"actions", "register", "ledger", "packs"}
STEPS = WRITERS | {"intake"}  # what may enter register and ledger: intake carries out what was decided about a list, as a part of its act
# Written elsewhere, each for its reason. A file that no longer writes has to leave this table.
ELSEWHERE = {
    "dukou.kit.jobs.queue": "the job table is the machine's own: jobs are written by whoever enqueues, leased and finished by workers",
    "dukou.kit.jobs.rounds": "that a round fails is the workers' own: kept by whichever made it, gone when it is made without a fault",
    "dukou.cli.claims": "marks a database in which there is no table yet, so no act and no trail either",
}

# The API keeps the answer of an act in the act's own transaction, whose event names the token; a job forgets it.
KEEPING_ANSWERS = {"dukou.api.idempotency", "dukou.api.tasks"}

MANAGERS = {"objects", "_default_manager", "_base_manager"}
QUERYSETS = {"filter", "exclude", "order_by", "select_for_update", "select_related", "using", "annotate", "distinct", "get_queryset"}
ALWAYS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
UNLESS_OF_A_LIBRARY = {"save", "create", "delete"}
IF_OF_A_QUERY = {"update"}
STATEMENT = re.compile(r"\b(INSERT\s+(OR\s+\w+\s+)?INTO|REPLACE\s+INTO|MERGE\s+INTO|DELETE\s+FROM|TRUNCATE\s+TABLE|UPDATE\s+\S+\s+SET)\b")
Scope = ast.Module | Function


def written_elsewhere(tree: Tree) -> list[str]:
    """Writes outside the places that may, each with its line."""
    givers = _query_givers(tree)
    return [
        f"{file.at(line)}: {said}"
        for file in tree.files
        if file.room and not file.is_test and file.part not in WRITERS and file.name not in ELSEWHERE
        for line, said in _writes(file, givers)
    ]


def idle_exceptions(tree: Tree) -> list[str]:
    """Files that are allowed to write and do not."""
    found, givers = {file.name: file for file in tree.files}, _query_givers(tree)
    return [name for name in ELSEWHERE if name not in found or not list(_writes(found[name], givers))]


def _query_givers(tree: Tree) -> set[str]:
    """The functions of the house that give a queryset, by dotted name."""
    functions = ((file, node) for file in tree.files for node in file.tree.body if isinstance(node, Function))
    return {f"{file.name}.{node.name}" for file, node in functions if _is_query_type(node.returns)}


def entered_by_others(tree: Tree) -> list[str]:
    """Imports of a room's `register` or `ledger` by what is no part of an act: a page that wrote through them would leave no event."""
    return [
        f"{file.at(line)}: {file.part} enters {target}"
        for file in tree.files
        if file.room and not file.is_test and file.part not in STEPS and file.name not in KEEPING_ANSWERS
        for target, line in file.imports()
        if re.fullmatch(rf"dukou\.{file.room}\.(register|ledger)(\..+)?", target)
    ]


def _writes(file: SourceFile, givers: set[str]) -> Iterator[tuple[int, str]]:
    bindings = file.bindings()
    outside = {name for name, target in bindings.items() if not target.startswith("dukou.")}
    queries = {name for name, target in bindings.items() if target in givers}
    queries |= {node.name for node in file.tree.body if isinstance(node, Function) and f"{file.name}.{node.name}" in givers}
    for scope in [file.tree, *file.functions()]:
        own = list(_own(scope))
        bound, foreign = set(queries), set(outside)
        for node in own:  # in the order of the text: what a name is bound to stands before it is used
            for name, value in _bindings(node):
                (bound.add if _is_query(value, bound) else bound.discard)(name)
                (foreign.add if isinstance(value, ast.Call) and _root(value) in outside else foreign.discard)(name)
            if isinstance(node, ast.arg) and node.annotation is not None:
                (bound.add if _is_query_type(node.annotation) else bound.discard)(node.arg)
                (foreign.add if _root(node.annotation) in outside else foreign.discard)(node.arg)
            if isinstance(node, ast.Call) and _is_write(node, bound, foreign):
                yield node.lineno, f"{ast.unparse(node.func)}(…)"
            if text := _text(node):
                yield from ((node.lineno, match[0]) for match in [STATEMENT.search(text)] if match)


def _own(scope: Scope) -> Iterator[ast.AST]:
    """What stands in a scope itself, in the order of the text: functions within it are scopes of their own, strings are looked at whole."""
    waiting = [*ast.iter_child_nodes(scope)][::-1]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Function):
            yield node
            if not isinstance(node, ast.JoinedStr):
                waiting += [*ast.iter_child_nodes(node)][::-1]


def _bindings(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """The names that a node binds, each with what it is bound to, or drawn from."""
    pairs: list[tuple[ast.expr, ast.expr]] = []
    if isinstance(node, ast.Assign):
        for target in node.targets:
            both = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple) and len(target.elts) == len(node.value.elts)
            pairs += zip(target.elts, node.value.elts, strict=True) if both else [(target, node.value)]  # type: ignore[union-attr]
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
        pairs.append((node.target, node.value))
    elif isinstance(node, ast.withitem) and node.optional_vars is not None:
        pairs.append((node.optional_vars, node.context_expr))
    for target, value in pairs:
        yield from ((each.id, value) for each in ast.walk(target) if isinstance(each, ast.Name))


def _is_write(call: ast.Call, queries: set[str], foreign: set[str]) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    on, name = call.func.value, call.func.attr
    if name.startswith("a") and name[1:] in ALWAYS | UNLESS_OF_A_LIBRARY | IF_OF_A_QUERY:
        name = name[1:]  # the same, awaited
    if name in UNLESS_OF_A_LIBRARY:
        return _is_query(on, queries) or not (_root(on) in foreign or (name == "save" and call.args))
    return name in ALWAYS or (name in IF_OF_A_QUERY and _is_query(on, queries))


def _is_query(value: ast.expr, queries: set[str]) -> bool:
    """Whether a chain such as `Firm.objects.filter(…)` or `known.all()` is a query of the database."""
    while True:
        if isinstance(value, ast.Attribute):
            if value.attr in MANAGERS | QUERYSETS:
                return True
            value = value.value
        elif isinstance(value, ast.Call):
            value = value.func
        elif isinstance(value, ast.Name):
            return value.id in queries
        else:
            return False


def _root(value: ast.expr) -> str:
    while isinstance(value, ast.Attribute | ast.Call | ast.Subscript):
        value = value.func if isinstance(value, ast.Call) else value.value
    return value.id if isinstance(value, ast.Name) else ""


def _is_query_type(annotation: ast.expr | None) -> bool:
    return annotation is not None and bool(re.search(r"\b(QuerySet|Manager)\b", ast.unparse(annotation)))


def _text(node: ast.AST) -> str:
    """What a string says; what is filled in stands as one word."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(each.value) if isinstance(each, ast.Constant) else "_" for each in node.values)
    return ""
