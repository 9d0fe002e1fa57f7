"""Changing the register. Module: the noun; function: the act."""
