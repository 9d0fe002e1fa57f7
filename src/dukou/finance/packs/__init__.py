"""What the room reads from packs."""

from dukou.finance.packs.products import ProductSection, books_of_finance
from dukou.finance.packs.texts import FrameSection, PortraitSection
from dukou.kit.packfiles.sections import SECTIONS
from dukou.rules.queries.floors import JUDGES

SECTIONS.add("finance", FrameSection())
SECTIONS.add("portrait", PortraitSection())
SECTIONS.add("products", ProductSection())
JUDGES.add("finance", books_of_finance)
