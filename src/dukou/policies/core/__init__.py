"""Thinks about benefits: how much, which bundle, which papers, how far the budget goes, what a new version changes."""
