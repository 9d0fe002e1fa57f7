"""What the room keeps."""

from dukou.credit.models.cases import CreditCase, CreditReceipt
from dukou.credit.models.grades import GradeChange, GradeRun
from dukou.credit.models.inspectors import InspectorRow, Interest
from dukou.credit.models.looks import Look
from dukou.credit.models.plans import CheckPlan, DrawRow, PlanField, PlanLine
from dukou.credit.models.records import AsideRow, CreditRecord, RecordDelivery, RecordStep
from dukou.credit.models.texts import FieldText, FrameText
from dukou.credit.models.visits import CheckVisit, VisitFinding, VisitInspector

__all__ = [
    "AsideRow",
    "CheckPlan",
    "CheckVisit",
    "CreditCase",
    "CreditReceipt",
    "CreditRecord",
    "DrawRow",
    "FieldText",
    "FrameText",
    "GradeChange",
    "GradeRun",
    "InspectorRow",
    "Interest",
    "Look",
    "PlanField",
    "PlanLine",
    "RecordDelivery",
    "RecordStep",
    "VisitFinding",
    "VisitInspector",
]
