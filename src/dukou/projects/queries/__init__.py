"""Reads about projects."""
