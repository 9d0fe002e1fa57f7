"""How the register is written, for acts, packs and lists alike: `entries` and their names, the `name_index`, the queue of `suspects`.

Nothing here asks for a right or leaves an event: the act does, and it holds the transaction.
"""

from dukou.enterprises.register.entries import (
    SHOWN,
    Changing,
    Circumstances,
    add,
    change,
    differences,
    further_names,
)

__all__ = ["SHOWN", "Changing", "Circumstances", "add", "change", "differences", "further_names"]
