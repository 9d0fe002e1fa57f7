"""How `form_fields.yaml`, `affairs/<slug>.yaml` and `receivers.yaml` are written."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from dukou.affairs.core.kinds import FieldKind, Join, ReceiverKind, Way
from dukou.casework.core.ledgers import Holder
from dukou.enterprises.core.columns import Field as Column
from dukou.kit.packfiles.schemas import Schema, Words

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Slug = Annotated[str, StringConstraints(pattern=f"^{SLUG.pattern}$", max_length=60)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]  # as conditions name it
Line = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class ChoiceEntry(Schema):
    """One of a list. The key is what is kept and what conditions name: `load_grade = "first"`."""

    key: Name
    name: Words


class FieldEntry(Schema):
    """One concept of the dictionary. `unit`, `least`, `most`, `decimals`: of a number; `register`: the register's column that fills it."""

    key: Name
    name: Words
    kind: FieldKind
    unit: Annotated[str, StringConstraints(max_length=20)] = ""
    least: Decimal | None = None
    most: Decimal | None = None
    decimals: int = Field(0, ge=0, le=6)
    choices: tuple[ChoiceEntry, ...] = ()
    register_: Column | None = Field(None, alias="register")
    personal: bool = False
    hint: Words | None = None

    @property
    def plain(self) -> dict[str, Any]:
        """As it is stored with every text that uses it, and as `core.concepts.Concept.read` takes it."""
        return self.model_dump(mode="json", by_alias=True, exclude={"key"}, exclude_defaults=True)


class AskEntry(Schema):
    """A matter asks for a concept; `when`: only where that holds; `required`: unless it may stay open."""

    field: Name
    when: Line | None = None
    required: bool = True


class SeparateEntry(Schema):
    """What a matter wants when it is handled alone, and what that becomes here: a material's key, or `form`."""

    name: Words
    becomes: Slug


class StageEntry(Schema):
    """A stage of a unit's part; whose `holder` is not the unit stands outside the promise."""

    key: Slug
    name: Words
    holder: Holder = Holder.DEPARTMENT


class WaitEntry(Schema):
    """A stage (`start`: the whole part) begins only when the part of the matter `for` has ended."""

    stage: Slug
    for_: Slug = Field(alias="for")


class ChooseEntry(Schema):
    """How many of the units the applicant chooses."""

    least: int = Field(1, ge=1)
    most: int = Field(ge=1)


class PaperEntry(Schema):
    """A paper that the applicant gets in the end."""

    key: Slug
    name: Words


class MatterEntry(Schema):
    """One single matter. `given`: `always`, `chosen` (the usual), or a condition over the answers that brings it in."""

    key: Slug
    name: Words
    units: tuple[Slug, ...] = Field(min_length=1)
    given: Line = "chosen"
    choose: ChooseEntry | None = None
    asks: tuple[AskEntry, ...] = ()
    separately: tuple[SeparateEntry, ...] = ()
    stages: tuple[StageEntry, ...] = ()
    waits: tuple[WaitEntry, ...] = ()
    fee: Words | None = None
    excludes: Words | None = None
    results: tuple[PaperEntry, ...] = ()


class ToleranceEntry(Schema):
    """The paper may come so many working days later (容缺); what follows where it does not has to be said."""

    workdays: int = Field(ge=1, le=250)
    consequence: Words


class MaterialEntry(Schema):
    """A paper. `ways`, the usual one first; `holder`: which office holds it; `promise`: what is promised in its place."""

    key: Slug
    name: Words
    main: bool = True
    ways: tuple[Way, ...] = Field(min_length=1)
    matters: tuple[Slug, ...]
    when: Line | None = None
    holder: str = ""
    promise: Words | None = None
    tolerance: ToleranceEntry | None = None
    hint: Words | None = None


class JoinEntry(Schema):
    """What the parts of these matters do together; `notice`: working days between the invitation and the day."""

    join: Join
    matters: tuple[Slug, ...]
    notice: int = Field(1, ge=0, le=60)


class PageEntry(Schema):
    """A page of the form: concepts in order. What no page names stands on the page of its matter."""

    key: Slug
    name: Words
    fields: tuple[Name, ...]


class AffairEntry(Schema):
    """One affair; the file's name is its slug. `edition`: what people call this text by; `verified`: compared with an official text.

    `places`: beginnings of the division codes that it takes; `division`: the concept that tells it; `needs_firm`: the applicant is an
    enterprise of the register, and not one that is yet to be.
    """

    name: Words
    about: Words
    edition: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    source: Words
    verified: bool
    profile: Slug
    needs_firm: bool = True
    places: tuple[Annotated[str, StringConstraints(pattern=r"^\d{2,12}$")], ...] = ()
    division: str = ""
    matters: tuple[MatterEntry, ...] = Field(min_length=1)
    materials: tuple[MaterialEntry, ...] = ()
    joins: tuple[JoinEntry, ...] = ()
    pages: tuple[PageEntry, ...] = ()

    @property
    def plain(self) -> dict[str, Any]:
        """As it is stored, and as `core.affairs.Affair.read` takes it."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)


class ReceiverEntry(Schema):
    """How a unit takes what it is handed. `secret_name`: the variable (DUKOU_…_SECRET) with the secret in it."""

    unit: Slug
    kind: ReceiverKind
    address: Annotated[str, StringConstraints(max_length=300)] = ""
    secret_name: Annotated[str, StringConstraints(pattern=r"^(DUKOU_[A-Z0-9_]+_SECRET)?$", max_length=80)] = ""

    @property
    def key(self) -> str:
        """A unit has one receiver."""
        return self.unit
