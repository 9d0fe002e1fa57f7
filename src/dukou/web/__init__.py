"""The desks: a door that collects what rooms bring and holds no subject of its own."""
