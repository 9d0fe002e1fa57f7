"""What belongs to others is not there for whoever asks; what is brought is judged before it is kept."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client

from dukou.accounts.models import Person
from dukou.affairs.actions import applications, drafts, intake
from dukou.affairs.actions._papers import Brought
from dukou.affairs.actions.refusals import FormFaulty, NothingCorrected, OtherMatters
from dukou.affairs.models import Application, Draft, Handed, Outgoing
from dukou.affairs.tests.made_up import NOW, Cast, agent, firm, players
from dukou.kit.core.attachments import AttachmentKindNotTaken, AttachmentTooLarge
from dukou.kit.files import Coming

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 made up"


@pytest.fixture
def cast() -> Cast:
    """A firm with its agent, two clerks at the window, officers of three units."""
    return players()


@pytest.fixture(autouse=True)
def _static(collected_static: None) -> None:
    """Static files, collected once."""


def _pages(made: Application, draft: Draft, paper: int) -> list[str]:
    one = f"/affairs/{made.pk}/"
    return [one, f"{one}receipt/", f"{one}papers/{paper}/", f"/affairs/drafts/{draft.pk}/"]


def _signed_in(username: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(username=username))
    return client


def test_pages_of_another_firm_and_drafts_of_another_person_are_not_there(cast: Cast) -> None:
    made = cast.filed(brought={"property": Brought(Coming("产权.pdf", len(PDF), BytesIO(PDF)))})
    draft = drafts.begin(by=cast.agent, slug="joint", firm=cast.firm.key, now=NOW)
    agent(firm("虚构乙厂"), "stranger")
    pages = _pages(made, draft, Handed.objects.get().pk)

    def statuses(client: Client) -> list[int]:
        answers = [client.get(page) for page in pages]
        assert all(each.getvalue() if each.streaming else True for each in answers)  # a file that is not read stays open
        return [each.status_code for each in answers]

    owner, stranger, window = (_signed_in(name) for name in ("agent", "stranger", "window"))
    assert statuses(owner) == [200] * 4
    assert statuses(stranger) == [404] * 4
    assert statuses(window) == [200, 200, 200, 404]  # a draft is its owner's alone
    refused = stranger.post(f"/affairs/{made.pk}/", {"step": "withdraw", "withdraw-reason": "不要了"})
    assert (refused.status_code, Application.objects.get().state) == (404, "filed")
    assert "虚构甲厂" not in stranger.get("/affairs/").content.decode()
    assert "虚构甲厂" in owner.get("/affairs/").content.decode()


class _NeverRead(BytesIO):
    def read(self, *size: object) -> bytes:
        """Nobody reads what is too large."""
        raise AssertionError("it was read")


def test_a_material_of_two_gigabytes_or_of_the_wrong_kind_is_refused_and_nothing_is_kept(cast: Cast) -> None:
    huge = Brought(Coming("产权.pdf", 2 << 30, _NeverRead()))
    with pytest.raises(AttachmentTooLarge):
        applications.file(by=cast.agent, asking=cast.asking(brought={"property": huge}), now=NOW)
    program_file = Brought(Coming("产权.exe", 2, BytesIO(b"MZ")))
    with pytest.raises(AttachmentKindNotTaken):
        applications.file(by=cast.agent, asking=cast.asking(brought={"property": program_file}), now=NOW)
    assert (Application.objects.count(), Handed.objects.count()) == (0, 0)
    cast.filed(brought={"property": Brought(Coming("产权.pdf", len(PDF), BytesIO(PDF)))})
    assert Handed.objects.get().way == "upload"


def test_a_draft_keeps_what_is_wrong_and_is_handed_in_once(cast: Cast) -> None:
    draft = drafts.begin(by=cast.agent, slug="joint", firm=cast.firm.key, now=NOW)
    assert draft.answers == {"firm_name": "虚构甲厂"}  # as the register has it
    drafts.keep(by=cast.agent, draft=draft.pk, chosen={"power": ["power"]}, answers={"kva": "很大"}, now=NOW)
    assert Draft.objects.get().answers["kva"] == "很大"
    right = {"kva": "315", "division": "500104", "term": "lasting", "digs_road": "no"}
    drafts.keep(by=cast.agent, draft=draft.pk, answers=right, files={"property": Coming("产权.pdf", len(PDF), BytesIO(PDF))}, now=NOW)
    made = drafts.hand_in(by=cast.agent, draft=draft.pk, now=NOW)
    assert (made.answers["kva"]["value"], made.handed.get().material, Draft.objects.count()) == (315, "property", 0)


def test_a_correction_reaches_those_who_want_what_changed(cast: Cast) -> None:
    made = cast.filed(brought={"property": Brought(Coming("产权.pdf", len(PDF), BytesIO(PDF)))})
    intake.accept(by=cast.window, number=made.pk, now=NOW)
    with pytest.raises(NothingCorrected):
        applications.correct(by=cast.agent, number=made.pk, answers={"kva": "315"}, now=NOW)
    with pytest.raises(OtherMatters):
        applications.correct(by=cast.agent, number=made.pk, answers={"digs_road": "yes", "metres": "9"}, now=NOW)
    with pytest.raises(FormFaulty):
        applications.correct(by=cast.agent, number=made.pk, answers={"kva": "很大"}, now=NOW)
    applications.correct(by=cast.agent, number=made.pk, answers={"kva": "400"}, now=NOW)
    made.refresh_from_db()
    assert made.answers["kva"] == {"value": 400, "from": "typed"}
    changes = Outgoing.objects.filter(kind="change")
    assert [(row.part.matter, "400" in str(row.payload)) for row in changes.select_related("part")] == [("power", True)]
    page = _signed_in("agent")
    seen = page.get(f"/affairs/{made.pk}/").content.decode()
    assert "更正填写内容" in seen
    data = {"step": "correct", "a-firm_name": "虚构甲厂", "a-division": "500104", "a-kva": "500", "a-term": "lasting"}
    sent = page.post(f"/affairs/{made.pk}/", data | {"a-m3": "2.5", "a-digs_road": "no"})
    assert (sent.status_code, Application.objects.get().answers["kva"]["value"]) == (302, 500)
