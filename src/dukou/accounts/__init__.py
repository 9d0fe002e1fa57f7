"""People, organisations, roles, enrolment, task forces (专班), four-eyes approvals, and the page of the audit trail."""
