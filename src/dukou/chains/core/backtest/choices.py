"""What a back-test can be asked: the tasks. Apart from all that reckons, so that a command line is built without numpy."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class Task(LabelledEnum):
    """What counts as coming true."""

    ACTIVATION = "activation", "专业化形成", "activation"
    ARRIVAL = "arrival", "新行业进驻", "arrival"
