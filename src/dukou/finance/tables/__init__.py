"""Rows of finance as pages and the command line show them."""
