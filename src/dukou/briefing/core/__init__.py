"""The thinking part of the brief: which rows, which words."""
