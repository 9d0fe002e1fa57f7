"""The room's thinking: definitions, forms, materials, courses, surveys; no database, no clock."""
