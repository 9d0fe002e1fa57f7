"""What rooms tell programs, as types: the base of every answer, and the parts that many answers have."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, WithJsonSchema


class Answer(BaseModel):
    """Base of everything that is answered: read from the values that the room's queries give."""

    model_config = ConfigDict(from_attributes=True, json_schema_serialization_defaults_required=True)


class Told(Answer):
    """Base of what JSON doors tell alike: read from an `as_dict`. A field with a default may be left out."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=False)


class Words(Answer):
    """A text in both languages."""

    zh: str
    en: str


Exact = Annotated[Decimal, WithJsonSchema({"type": "number"})]  # a number with the digits it was told with, never a float
