"""The map of industry chains: what is missing or weak, whom to invite next, and how often such advice came true."""
