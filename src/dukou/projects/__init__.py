"""Investment projects from first contact to full capacity: stages with gates, dates, money, permits and promises."""
