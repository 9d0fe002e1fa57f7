"""Floors, layers, pure cores and closed doors hold in the tree as it stands."""

from __future__ import annotations

from django.conf import settings

from .floors import FLOORS, LAYERS, PURE, floors, foreign_entries, lint, models_by_the_back_door, verdicts
from .reading import HOUSE


def test_every_import_contract_holds() -> None:
    holds, said = lint(HOUSE.source)
    assert holds and verdicts(said) == {FLOORS: "KEPT", PURE: "KEPT", LAYERS: "KEPT"}, said


def test_rooms_are_entered_by_queries_actions_and_core_only() -> None:
    assert foreign_entries(HOUSE) == []


def test_no_foreign_model_is_fetched_by_name() -> None:
    assert models_by_the_back_door(HOUSE) == []


def test_every_folder_is_a_room_of_the_settings() -> None:
    assert HOUSE.rooms == sorted(settings.ROOMS)


def test_the_settings_list_the_rooms_in_the_order_of_the_floors() -> None:
    order = {room: -height for height, layer in enumerate(floors()) for room in layer}
    heights = [order[room] for room in settings.ROOMS]
    assert heights == sorted(heights)
