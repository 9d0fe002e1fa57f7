"""Thinks about projects: no framework, no database, no clock of its own."""
