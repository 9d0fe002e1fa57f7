"""Rows of credit as pages and the command line show them."""
