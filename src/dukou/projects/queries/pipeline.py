"""The pipeline that stands, and the refusal where a pack has none."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.projects.core.pipeline import Pipeline
from dukou.projects.models import PipelineText


class NoPipeline(Refusal):
    """Projects need stages."""

    code = "projects.no_pipeline"
    status = 404
    what = Label("还没有项目阶段", "there are no stages of projects")
    why = Label("数据包里没有 stages.yaml", "the pack has no stages.yaml")
    cure = Label("照 packs/template/stages.yaml 写一份，再载入数据包", "write one after packs/template/stages.yaml and load the pack")


def pipeline_or_none() -> Pipeline | None:
    """The pipeline of the pack, or None."""
    row = PipelineText.objects.first()
    return None if row is None else Pipeline.of_plain(row.content)


def pipeline() -> Pipeline:
    """The pipeline of the pack, or a refusal."""
    found = pipeline_or_none()
    if found is None:
        raise NoPipeline()
    return found
