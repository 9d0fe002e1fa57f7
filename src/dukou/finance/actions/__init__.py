"""What the room does: keyword-only, `by=` always, one transaction, one audit event."""
