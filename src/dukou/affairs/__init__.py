"""Affairs: one form, one window and one answer for several matters of several units."""
