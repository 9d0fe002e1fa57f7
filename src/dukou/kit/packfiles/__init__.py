"""Packs: a district's data as YAML, with the line of every fault, shown differences and dated versions.

`nodes` reads YAML with places · `schemas` checks one entry · `sections` is what a room declares in its `packs.py` · `reading` reads a
whole pack with its parents · `differences` compares it with what is stored. `kit.actions.load_pack` writes it.
"""
