"""Whom to invite next: the score of each node, its parts which add up to it, and how sure score and rank are (decision 0022)."""
