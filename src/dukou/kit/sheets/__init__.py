"""Sheets that people bring and take home: read with every doubt named, written so that a spreadsheet program runs nothing in them."""
