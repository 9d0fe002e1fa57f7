"""The set of charts and lists that a district keeps for each chain (X图X清单): which there are is code, which a district wants is data."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class SheetKind(LabelledEnum):
    """A chart or a list that can be made of a chain."""

    MAP = "map", "产业链图", "map of the chain"
    PRESENT_AND_TARGET = "present_and_target", "现状与目标图", "present state and target"
    GAPS = "gaps", "缺链弱链图", "gaps of the chain"
    STRENGTH = "strength", "集群强度图", "strength of the cluster"
    ENTERPRISES = "enterprises", "企业清单", "list of enterprises"
    PROBLEMS = "problems", "问题清单", "list of problems"
    INVITATIONS = "invitations", "招商清单", "list of invitations"
    PROJECTS = "projects", "项目清单", "list of projects"

    @property
    def is_chart(self) -> bool:
        """A drawing; otherwise a list."""
        return self in (SheetKind.MAP, SheetKind.PRESENT_AND_TARGET, SheetKind.GAPS, SheetKind.STRENGTH)
