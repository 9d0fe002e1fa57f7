"""The room's rows as pages show them."""

from dukou.appeals.tables.appeals import NONE, SYNTHETIC, appeals_table, due_cell, filed_word, parts_table

__all__ = ["NONE", "SYNTHETIC", "appeals_table", "due_cell", "filed_word", "parts_table"]
