"""What people type into this room's pages."""

from dukou.appeals.forms.filing import BehalfForm, VisitsForm, WhistleForm
from dukou.appeals.forms.handling import (
    AcceptForm,
    CallBackForm,
    CopyForm,
    DispatchForm,
    ExtensionForm,
    GradeForm,
    GrantForm,
    LegForm,
    MergeForm,
    ObjectionForm,
    RateForm,
    RefuseForm,
    ReplyForm,
    RulingForm,
    TemplatedForm,
    WordsForm,
)

__all__ = [
    "AcceptForm",
    "BehalfForm",
    "CallBackForm",
    "CopyForm",
    "DispatchForm",
    "ExtensionForm",
    "GradeForm",
    "GrantForm",
    "LegForm",
    "MergeForm",
    "ObjectionForm",
    "RateForm",
    "RefuseForm",
    "ReplyForm",
    "RulingForm",
    "TemplatedForm",
    "VisitsForm",
    "WhistleForm",
    "WordsForm",
]
