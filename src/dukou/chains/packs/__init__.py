"""The pack files of this room: chain maps, and the district's set of charts and lists."""
