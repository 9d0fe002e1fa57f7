"""Migrations of the accounts room."""
