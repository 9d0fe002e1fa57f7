"""The API: one root that collects what rooms bring; tokens, problems, idempotency and its description. It holds no subject."""
