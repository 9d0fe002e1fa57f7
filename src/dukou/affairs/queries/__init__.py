"""Reading affairs."""
