"""What the room keeps."""

from dukou.finance.models.applications import Application, BankAnswer
from dukou.finance.models.consents import Consent, LookUp
from dukou.finance.models.disputes import PortraitDispute
from dukou.finance.models.loans import CreditLine, LoanEntry
from dukou.finance.models.matches import MatchPair, MatchPlan
from dukou.finance.models.needs import BankProduct, Listing, Need
from dukou.finance.models.texts import FinanceText, ProductText

__all__ = [
    "Application",
    "BankAnswer",
    "BankProduct",
    "Consent",
    "CreditLine",
    "FinanceText",
    "Listing",
    "LoanEntry",
    "LookUp",
    "MatchPair",
    "MatchPlan",
    "Need",
    "PortraitDispute",
    "ProductText",
]
