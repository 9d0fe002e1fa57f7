"""A rule book as YAML becomes a `Book`; every fault is told with file, line, column and cure.

`fields` reads keys and values · `lines` tests and values written as text · `conditions`, `tables`, `scores` the parts · `book` the whole.
"""

from dukou.rules.core.reading.book import read_book

__all__ = ["read_book"]
