"""What the room does: match the register, tell firms, handle claims from filing to payment. Importing it registers what needs approval."""

from dukou.policies.actions import claims, matching, notices, payments, verdicts

__all__ = ["claims", "matching", "notices", "payments", "verdicts"]
