"""Conditions over dated facts: one engine with three answers for policies, gates, grades and white lists; the registry of facts."""
