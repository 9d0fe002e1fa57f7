"""Policies: what an enterprise is entitled to, why not yet, and whether it has got it."""
