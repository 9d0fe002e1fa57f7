"""What a drawing tells of a node, and how its words are set in its box."""

from __future__ import annotations

from dataclasses import dataclass

from dukou.chains.core.maps import Node
from dukou.chains.core.text import broken, text_width
from dukou.kit.core.labels import Label, joined

NAME, NOTE = 13.0, 11.0
_NAME_LEADING, _NOTE_LEADING, _PAD, STRIP = 17.0, 15.0, 8.0, 12.0
_CRITICAL = "◆"


@dataclass(frozen=True, slots=True)
class NodeFace:
    """A node as it is shown: its state with the word for it, lines such as firms and revenue, and where its link leads."""

    status_key: str
    status_word: Label
    lines: tuple[Label, ...]
    address: str
    is_critical: bool


@dataclass(frozen=True, slots=True)
class SetBox:
    """The words of a box, line by line. The word of the state stands alone, or before the first note where there is room for both."""

    name: tuple[str, ...]
    status: str
    beside: str
    notes: tuple[str, ...]

    @property
    def height(self) -> float:
        """The height of the box that holds them."""
        return 2 * _PAD + len(self.name) * _NAME_LEADING + (1 + len(self.notes)) * _NOTE_LEADING

    def name_line(self, place: int) -> float:
        """The base line of a line of the name, below the top of the box."""
        return _PAD + 12 + place * _NAME_LEADING

    def note_line(self, place: int) -> float:
        """The base line of the state (0) and of the notes below it."""
        return _PAD + len(self.name) * _NAME_LEADING + 11 + place * _NOTE_LEADING


def set_box(node: Node, face: NodeFace, width: float) -> SetBox:
    """The words of one box, in the language spoken now, broken into the breadth that it has."""
    inner = width - STRIP - 2 * _PAD
    name = f"{_CRITICAL} {node.label}" if face.is_critical else str(node.label)
    status, notes = str(face.status_word), [str(line) for line in face.lines]
    beside = ""
    if notes and text_width(f"{status}  {notes[0]}", NOTE) <= inner:
        beside = notes.pop(0)
    below = tuple(line for note in notes for line in broken(note, NOTE, inner))
    return SetBox(broken(name, NAME, inner), status, beside, below)


def spoken_of(node: Node, face: NodeFace) -> Label:
    """A box in one sentence, for those who do not see it."""
    critical = [Label("关键环节", "critical")] if face.is_critical else []
    return joined([node.label, *critical, face.status_word, *face.lines], zh="，", en=", ")
