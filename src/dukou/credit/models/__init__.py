"""What the room keeps."""

from dukou.credit.models.cases import CreditCase, CreditReceipt
from dukou.credit.models.grades import GradeChange, GradeRun
from dukou.credit.models.looks import Look
from dukou.credit.models.records import AsideRow, CreditRecord, RecordDelivery, RecordStep
from dukou.credit.models.texts import FieldText, FrameText

__all__ = [
    "AsideRow",
    "CreditCase",
    "CreditReceipt",
    "CreditRecord",
    "FieldText",
    "FrameText",
    "GradeChange",
    "GradeRun",
    "Look",
    "RecordDelivery",
    "RecordStep",
]
