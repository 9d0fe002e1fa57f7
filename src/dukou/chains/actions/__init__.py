"""What is done with chains: assessed, linked by name, leaned on references, and worked off in lists."""
