"""What can be wrong with definitions: everything, each with its place and its cure; no file, no database."""

from dukou.affairs.core.checking.affairs import Beside, affair_wrongs
from dukou.affairs.core.checking.concepts import concept_wrongs
from dukou.affairs.core.checking.wrongs import Path, Wrong

__all__ = ["Beside", "Path", "Wrong", "affair_wrongs", "concept_wrongs"]
