"""What the room keeps. Numbers about a firm are not here: they are claims, in `figures`, about the subject `enterprise/<key>`."""

from dukou.enterprises.models.deliveries import Amendment, Delivery, RowRemark
from dukou.enterprises.models.doubles import Double
from dukou.enterprises.models.enterprises import County, Enterprise, EnterpriseName, Major, Street
from dukou.enterprises.models.lives import Charge, LifeEvent, Link, Part, Site
from dukou.enterprises.models.statements import Statement
from dukou.enterprises.models.tables import Division, Edition, Industry, KnownColumn

__all__ = [
    "Amendment",
    "Charge",
    "County",
    "Delivery",
    "Division",
    "Double",
    "Edition",
    "Enterprise",
    "EnterpriseName",
    "Industry",
    "KnownColumn",
    "LifeEvent",
    "Link",
    "Major",
    "Part",
    "RowRemark",
    "Site",
    "Statement",
    "Street",
]
