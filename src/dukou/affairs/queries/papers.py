"""A file of an application, for whoever may see the application: one rule for the page and the API."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.urls import reverse

from dukou.accounts.core.viewers import Viewer
from dukou.affairs.queries.visibility import application_of
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.files import kept


class NoSuchPaper(Refusal):
    """The application has no such file: there is none, it was promised or held by an office, or it belongs to another application."""

    code = "affairs.no_such_paper"
    status = 404
    what = Label("没有查到第 {paper} 号文件", "there is no file {paper}")
    why = Label("第 {number} 号申请没有这份文件", "application {number} has no such file")
    cure = Label("地址见申请页面或送达单位的消息", "its address stands on the page of the application, and in what units are handed")


@dataclass(frozen=True, slots=True)
class PaperKept:
    """A file as it is kept. `name`: as its sender called it."""

    name: str
    sha256: str
    path: Path


def paper_of(viewer: Viewer, number: int, paper: int) -> PaperKept:
    """The file, where the viewer may see the application that it belongs to; refused as if it were not there otherwise."""
    found = application_of(viewer, number).handed.filter(pk=paper).exclude(sha256="").first()
    path = kept(found.sha256) if found else None
    if found is None or path is None:
        raise NoSuchPaper(number=number, paper=paper)
    return PaperKept(found.name, found.sha256, path)


def address_of_paper(number: int, paper: int) -> str:
    """Where the API gives the file, beneath the address of this house."""
    return reverse("api:v1:affairs_paper", args=[number, paper])
