"""Migrations of the API's room."""
