"""The thinking part of the trail: what is sealed, how, and what can be wrong with a chain."""
