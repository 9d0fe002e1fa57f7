"""The stories of the field, told from the sign-in page to the audit trail."""
