"""The trail tells every act in words: none is without, and no word is left over from an act that is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from dukou.kit.core.acts import ACTS, bring, words_of
from dukou.kit.core.labels import Label
from dukou.kit.core.registry import AlreadyRegistered

from .act_words import recorded
from .reading import HOUSE, Tree


def test_every_act_of_the_house_is_called_by_words() -> None:
    found = recorded(HOUSE)
    assert {"people.add", "deliveries.take_in", "doubles.keep_apart", "memberships.grant"} <= set(found)  # each is given otherwise
    assert [f"{where}: {act} has no words in acts.py of its room" for act, where in sorted(found.items()) if act not in ACTS] == []
    assert sorted(set(ACTS.keys()) - set(found)) == [], "words for acts that nobody records"


@pytest.mark.parametrize(
    "deed",
    [
        'record(by=by, act="gifts.give")',
        'ACT = "gifts.give"',
        'def _note(by: str, act: str) -> None: ...\n_note(by, "gifts.give" if by else "gifts.take")',
    ],
    ids=["keyword", "constant", "place"],
)
def test_a_planted_act_is_found(tmp_path: Path, deed: str) -> None:
    (tmp_path / "dukou" / "gifts").mkdir(parents=True)
    for folder in ("dukou", "dukou/gifts"):
        (tmp_path / folder / "__init__.py").write_text("")
    (tmp_path / "dukou" / "gifts" / "actions.py").write_text(deed)
    assert "gifts.give" in recorded(Tree(tmp_path))


def test_an_act_is_called_by_one_name_only() -> None:
    with pytest.raises(AlreadyRegistered, match=r"people\.add"):
        bring({"people.add": Label("另一个说法", "another word")})


def test_an_act_of_a_room_that_is_gone_is_still_told() -> None:
    assert words_of("gifts.give") == Label("gifts.give", "gifts.give")
