"""The room's rows as pages show them."""

from dukou.appeals.tables.appeals import NONE, OTHERS_CALL, SYNTHETIC, appeals_table, calls_table, due_cell, filed_word, parts_table

__all__ = ["NONE", "OTHERS_CALL", "SYNTHETIC", "appeals_table", "calls_table", "due_cell", "filed_word", "parts_table"]
