"""Values that are made when they are first read."""

from __future__ import annotations

from dukou.kit.core.lazily import lazily


class Well:
    """Counts how often it is drawn from."""

    drawn = 0

    @lazily
    def water(self) -> list[int]:
        """What is drawn."""
        self.drawn += 1
        return [self.drawn]


def test_a_value_is_made_at_its_first_reading_and_kept_for_its_own_object() -> None:
    well, other = Well(), Well()
    assert well.drawn == 0
    assert well.water is well.water
    assert (well.drawn, other.drawn) == (1, 0)
    assert other.water is not well.water


def test_read_from_the_class_it_is_itself() -> None:
    assert (type(Well.water), Well.water.__doc__) == (lazily, "What is drawn.")
