"""For rooms above that ask DuckDB about a table of their own, which is no snapshot: the same engine, and files written the same way."""

from dukou.warehouse.parquet import engine, lay_out, pack

__all__ = ["engine", "lay_out", "pack"]
