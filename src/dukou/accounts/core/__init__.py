"""The thinking part of accounts: permissions, roles, viewers, dates in force; no framework, no clock."""
