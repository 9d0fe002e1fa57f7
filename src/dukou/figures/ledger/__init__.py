"""How the ledger is written, for acts, packs and lists alike: `claims` are appended, and the `findings` among them are noted.

Nothing here asks for a right or leaves an event: the act does, and it holds the transaction.
"""

from dukou.figures.ledger.claims import (
    Fields,
    Row,
    append,
    fields_of,
    history,
    newest_revisions,
    stated,
    stated_by_packs,
    value_fields,
)

__all__ = ["Fields", "Row", "append", "fields_of", "history", "newest_revisions", "stated", "stated_by_packs", "value_fields"]
