"""Five words for where something stands. A light is never a colour alone: word and shape say the same."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class Light(LabelledEnum):
    """The state of a thing against its schedule. The words are the custom of 调度; a district may put its own beside the code."""

    GREEN = "green", "达到时序", "on schedule"
    YELLOW = "yellow", "略滞后", "slightly behind"
    RED = "red", "滞后", "behind"
    UNDECIDED = "undecided", "未定", "undecided"
    UNKNOWN = "unknown", "不知", "unknown"


def light_of(code: str) -> Light:
    """The light with this code; any other code is a mistake of the page and raises KeyError."""
    return _BY_CODE[code]


_BY_CODE: dict[str, Light] = {each.value: each for each in Light}
