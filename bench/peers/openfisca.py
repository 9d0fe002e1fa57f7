"""Answers a program of rules with OpenFisca-Core, in an environment of its own (AGPL-3, never part of the product); prints seconds as JSON.

`python openfisca.py batch PROGRAM PARQUET` and `… one PROGRAM PARQUET`. A program is what `peers.program` writes: variables with
nested forms. It is the way such rules are written for OpenFisca: a variable for each named value, numpy inside, an unknown taken as nought.
Words are given as numbers, and what a code begins with is read from a table by that number, which favours this side.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import duckdb
import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERIOD = "2024"
TYPES = {"number": float, "truth": bool, "word": int}
COMPARED = {"<": np.less, "<=": np.less_equal, "=": np.equal, "!=": np.not_equal, ">=": np.greater_equal, ">": np.greater}
RECKONED = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}
Form = list[Any]


def main() -> None:
    """Run what the command line asks for."""
    mode, program, table = sys.argv[1:]
    with open(program, encoding="utf-8") as file:
        told = json.load(file)
    np.seterr(all="ignore")
    system = system_of(told)
    columns, codes = columns_of(told, table, 1 if mode == "one" else None)
    print(json.dumps(batch(told, system, columns, codes) if mode == "batch" else one(told, system, columns, codes)))


def system_of(told: dict[str, Any]) -> TaxBenefitSystem:
    """A tax and benefit system with the program's variables."""
    firm = build_entity(key="firm", plural="firms", label="firm", is_person=True)
    system = TaxBenefitSystem([firm])
    for name, kind in told["inputs"].items():
        system.add_variable(type(name, (Variable,), _about(firm, kind)))
    for name, (kind, form) in told["variables"].items():
        system.add_variable(type(name, (Variable,), _about(firm, kind) | {"formula": formula_of(form)}))
    return system


def _about(firm: Any, kind: str) -> dict[str, Any]:
    return {"value_type": TYPES[kind], "entity": firm, "definition_period": DateUnit.YEAR, "label": "made up"}


def formula_of(form: Form) -> Callable[..., Any]:
    """A formula that reckons a form."""
    reckon = compiled(form)
    return lambda firm, period: reckon(firm, period)


def compiled(form: Form) -> Callable[[Any, Any], Any]:
    """A form as a chain of calls of numpy, made once."""
    sign, *parts = form
    if sign == "const":
        return lambda firm, period: parts[0]
    if sign == "var":
        return lambda firm, period: firm(parts[0], period)
    if sign in ("in", "begins"):
        return lambda firm, period: LOOKUPS[json.dumps(form)][firm(parts[0], period)]
    if sign == "select":
        conds, values, other = [compiled(each) for each in parts[0]], parts[1], parts[2]
        return lambda firm, period: np.select([cond(firm, period) for cond in conds], values, other) if conds else other
    made = [compiled(each) for each in (parts[1:] if sign in ("cmp", "reckon") else parts)]
    if sign == "cmp":
        return lambda firm, period: COMPARED[parts[0]](made[0](firm, period), made[1](firm, period))
    if sign == "reckon":
        return lambda firm, period: RECKONED[parts[0]](made[0](firm, period), made[1](firm, period))
    if sign == "not":
        return lambda firm, period: np.logical_not(made[0](firm, period))
    joint = {"and": np.logical_and, "or": np.logical_or, "sum": np.add, "min": np.minimum, "max": np.maximum}[sign]
    return lambda firm, period: folded(joint, [each(firm, period) for each in made])


def folded(joint: Callable[..., Any], arrays: list[Any]) -> Any:
    """Arrays joined one by one."""
    found = arrays[0]
    for each in arrays[1:]:
        found = joint(found, each)
    return found


LOOKUPS: dict[str, Any] = {}


def columns_of(told: dict[str, Any], table: str, limit: int | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """The inputs as arrays, unknown as nought; words as numbers. Reading them is not measured."""
    names = ", ".join(told["inputs"])
    found = duckdb.connect().execute(f"SELECT {names} FROM '{table}'" + (f" LIMIT {limit}" if limit else "")).fetchnumpy()
    columns, codes = {}, {}
    for name, kind in told["inputs"].items():
        array = found[name]
        if kind == "word":
            words, columns[name] = np.unique(np.ma.filled(array, "").astype(str), return_inverse=True)
            codes[name] = [str(word) for word in words]
        else:
            filled = np.ma.filled(array, 0)
            columns[name] = filled.astype(bool) if kind == "truth" else (filled / told["scales"][name]).astype(np.float32)
    for form in told["lookups"]:
        sign, name, words = form
        asked = [word in words if sign == "in" else word.startswith(tuple(words)) for word in codes[name]]
        LOOKUPS[json.dumps(form)] = np.array(asked)
    return columns, codes


def batch(told: dict[str, Any], system: TaxBenefitSystem, columns: dict[str, Any], codes: dict[str, Any]) -> dict[str, Any]:
    """Every answer over the whole table: seconds of CPU and of the wall, the median of three; loading is apart."""
    times, walls, loads, yes = [], [], [], {}
    for _ in range(3):
        start = time.process_time()
        simulation = loaded(told, system, columns)
        loads.append(time.process_time() - start)
        start, began = time.process_time(), time.perf_counter()
        answers = {name: simulation.calculate(name, PERIOD) for name in told["answers"]}
        times.append(time.process_time() - start)
        walls.append(time.perf_counter() - began)
        yes = {name: [int(at) for at in np.flatnonzero(array)] for name, array in answers.items()}
    return {"cpu": sorted(times)[1], "wall": sorted(walls)[1], "load": sorted(loads)[1], "yes": yes}


def one(told: dict[str, Any], system: TaxBenefitSystem, columns: dict[str, Any], codes: dict[str, Any]) -> dict[str, Any]:
    """Every answer for one firm, its facts given anew each time."""
    times = []
    for _ in range(60):
        start = time.process_time()
        simulation = loaded(told, system, columns)
        for name in told["answers"]:
            simulation.calculate(name, PERIOD)
        times.append(time.process_time() - start)
    return {"cpu": sorted(times)[len(times) // 2]}


def loaded(told: dict[str, Any], system: TaxBenefitSystem, columns: dict[str, Any]) -> Any:
    """A simulation with the inputs given."""
    count = len(next(iter(columns.values())))
    simulation = SimulationBuilder().build_default_simulation(system, count)
    for name in told["inputs"]:
        simulation.set_input(name, PERIOD, columns[name])
    return simulation


if __name__ == "__main__":
    main()
