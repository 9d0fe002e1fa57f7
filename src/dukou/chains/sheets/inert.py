"""Texts out of a pickled array without running a pickle.

numpy keeps texts of mixed length as pickles, and loading a pickle runs whatever its writer put there. Here its opcodes are walked as data:
names of functions stay names, calls stay notes, and nothing is imported, built or called.
"""

from __future__ import annotations

import pickletools
from dataclasses import dataclass

_PLAIN = {"SHORT_BINUNICODE", "BINUNICODE", "BINUNICODE8", "SHORT_BINBYTES", "BINBYTES", "BININT", "BININT1", "BININT2", "LONG1"}
_SAID = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False}
_TUPLES = {"EMPTY_TUPLE": 0, "TUPLE1": 1, "TUPLE2": 2, "TUPLE3": 3}
_ARRAY_STATE = 5  # version, shape, dtype, order, items: what numpy writes of an array of objects


class NotTexts(ValueError):
    """The pickle is not one plain array of texts."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A function or class that the pickle names; never looked up."""

    name: str


@dataclass(frozen=True, slots=True)
class _Noted:
    """A call or a state that the pickle asks for; never carried out."""

    of: object
    given: object


def texts_of(pickled: bytes) -> tuple[str, ...]:
    """The items of an array of texts in one dimension; NotTexts where the pickle is anything else."""
    try:
        made = _walked(pickled)
    except (ValueError, IndexError, KeyError, AttributeError, TypeError) as error:  # what a crafted or torn pickle leads into
        raise NotTexts(str(error)) from error
    match made:
        case _Noted(of=_Noted(of=_Named(name=name)), given=tuple(state)) if name.endswith("multiarray _reconstruct"):
            items = state[-1] if len(state) == _ARRAY_STATE else None
            if isinstance(items, list) and state[1] == (len(items),) and all(isinstance(each, str) for each in items):
                return tuple(items)
    raise NotTexts("no array of texts")


def _walked(pickled: bytes) -> object:
    """What the pickle would make, in notes."""
    stack, marks, kept = list[object](), list[int](), dict[object, object]()
    for opcode, given, _ in pickletools.genops(pickled):
        name = opcode.name
        if name in _PLAIN:
            stack.append(given)
        elif name in _SAID:
            stack.append(_SAID[name])
        elif name in ("MEMOIZE", "BINPUT", "LONG_BINPUT"):
            kept[len(kept) if name == "MEMOIZE" else given] = stack[-1]
        elif name in ("BINGET", "LONG_BINGET"):
            stack.append(kept[given])
        elif name == "MARK":
            marks.append(len(stack))
        elif name == "STOP":
            return stack.pop()
        elif name not in ("PROTO", "FRAME"):
            _built(name, given, stack, marks)
    raise NotTexts("no end")


def _built(name: str, given: object, stack: list[object], marks: list[int]) -> None:
    """One opcode that makes something out of what lies on the stack."""
    if name in _TUPLES:
        stack.append(_taken(stack, len(stack) - _TUPLES[name]))
    elif name == "TUPLE":
        stack.append(_taken(stack, marks.pop()))
    elif name == "EMPTY_LIST":
        stack.append([])
    elif name in ("APPEND", "APPENDS"):
        items = _taken(stack, marks.pop() if name == "APPENDS" else len(stack) - 1)
        held = stack[-1]
        if not isinstance(held, list):
            raise NotTexts("items of no list")
        held.extend(items)
    elif name == "GLOBAL":
        stack.append(_Named(str(given)))
    elif name == "STACK_GLOBAL":
        module, word = _taken(stack, len(stack) - 2)
        stack.append(_Named(f"{module} {word}"))
    elif name in ("REDUCE", "BUILD"):
        of, with_ = _taken(stack, len(stack) - 2)
        stack.append(_Noted(of, with_))
    else:
        raise NotTexts(f"{name} has no place in an array of texts")


def _taken(stack: list[object], start: int) -> tuple[object, ...]:
    """What lies on the stack from `start` on, taken off it."""
    if start < 0:
        raise NotTexts("nothing is left to take")
    taken = tuple(stack[start:])
    del stack[start:]
    return taken
