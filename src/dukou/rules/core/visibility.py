"""Who may see a figure or a fact. It stands here, beneath figures, because both are marked with it."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class Visibility(LabelledEnum):
    """Who may see a claim or a fact."""

    PUBLIC = "public", "公开", "public"
    INTERNAL = "internal", "政府内部", "within the administration"
    CONFIDENTIAL = "confidential", "仅所属单位", "owner organisation only"
