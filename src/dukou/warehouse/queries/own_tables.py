"""For rooms above that ask DuckDB about a table of their own, which is no snapshot: the same engine, and files written the same way."""

from dukou.warehouse.parquet import Engine, engine, file_sha256, lay_out, lay_out_text, pack

__all__ = ["Engine", "engine", "file_sha256", "lay_out", "lay_out_text", "pack"]
