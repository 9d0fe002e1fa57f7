"""What only a real browser can show: accessibility, the content policy, charts that react, paper."""
