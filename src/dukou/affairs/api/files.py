"""Files that come with a request: base64 in JSON, so that one signature, one key and one answer stand for the whole of it."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Annotated

from pydantic import Field, JsonValue

from dukou.affairs.actions._papers import Brought
from dukou.affairs.api.shapes import Key
from dukou.kit.answers import NotAsAsked, Sent
from dukou.kit.core.attachments import LONGEST_NAME
from dukou.kit.core.labels import Label
from dukou.kit.core.places import FieldFault
from dukou.kit.files import Coming

_MOST_FILES = 20


class AffairFile(Sent):
    """A file: PDF, JPG, PNG, WebP, DOCX, XLSX or text, as its name says and its content is, of 20 MB at most."""

    name: Annotated[str, Field(max_length=LONGEST_NAME, description="文件名，带扩展名 · Its name, with its ending")]
    content: Annotated[str, Field(description="内容，base64 · What it holds, as base64")]


Units = Annotated[list[Key], Field(max_length=20)]
Files = Annotated[dict[Key, AffairFile], Field(max_length=_MOST_FILES, description="按材料代号 · By the key of the material")]
Promised = Annotated[list[Key], Field(max_length=60, description="以承诺代替的材料 · Materials in whose place one promises")]


class ApplicationSent(Sent):
    """An application. `firm`: its code or key; `applicant`: the name of a firm yet to be. `brought`: files for its materials, as far as
    they fit into one request; the others are brought afterwards.
    """

    edition: Annotated[str, Field(max_length=40)] = ""
    firm: Annotated[str, Field(max_length=200)] = ""
    applicant: Annotated[str, Field(max_length=200)] = ""
    matters: Annotated[dict[Key, Units], Field(max_length=40)]
    answers: Annotated[dict[Key, JsonValue], Field(max_length=300)]
    brought: Files = {}
    promised: Promised = []
    form_key: Annotated[str, Field(max_length=64)] = ""


def coming(file: AffairFile, at: str) -> Coming:
    """The file as the acts take and judge it; `at`: where it stands in what was sent."""
    try:
        content = b64decode(file.content, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise NotAsAsked([FieldFault(f"{at}.content", _NO_BASE64, _ENCODE)]) from fault
    return Coming(file.name, len(content), BytesIO(content))


def brought_by(files: Mapping[str, AffairFile], promised: Sequence[str]) -> dict[str, Brought]:
    """What comes for materials, a file or a promise for each."""
    if both := sorted(set(files) & set(promised)):
        raise NotAsAsked([FieldFault(f"body.brought.{key}", _BOTH, _ONE) for key in both])
    return {key: Brought(coming(file, f"body.brought.{key}")) for key, file in files.items()} | {
        key: Brought(is_promised=True) for key in promised
    }


_NO_BASE64 = Label("不是 base64", "it is no base64")
_ENCODE = Label("用标准 base64 编码，不带换行", "encode it as standard base64 without line breaks")
_BOTH, _ONE = Label("既交文件又作承诺", "there is a file and a promise for it"), Label("两样留一样", "send one of them")
