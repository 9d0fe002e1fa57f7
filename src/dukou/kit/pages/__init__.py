"""What pages share: navigation, panels of desks, the context of every template."""
