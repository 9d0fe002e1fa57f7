"""Conditions over dated facts. So far: the registry of the facts that rooms state; the engine is built on it."""
