"""Tables of projects as pages show them."""
