"""Enterprise finance: portraits by consent, the white list, products, needs, answers of banks, and who is matched to what."""
