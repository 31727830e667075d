"""Rights: the page for the person says what came of their answers, what they said no to, and who has looked."""

from __future__ import annotations

from collect_cast import as_sent
from django.urls import reverse

from gavn.access.services import give_role
from gavn.collect.services import mark_discussed, submit_response
from gavn.rights import services


def test_the_persons_own_page_tells_their_side(as_mara, mara, ida, entry):
    submit_response(by=mara, **as_sent(entry))
    services.say_no(by=mara, individual=ida, kind="objection", instrument="gavn/four-lines")
    services.name_representative(
        by=mara, individual=ida, name="Vera Værge", kind="guardian", scope=["all"], first=ida.added_at.date()
    )
    as_mara.get(reverse("overview", args=[ida.public_id]))
    page = as_mara.get(reverse("plain_page", args=[ida.public_id])).content.decode()
    for words in ("Your rights", "We have not talked about it yet.", "You said no to this", "left out of all",
                  "Vera Værge", "Opened a page", "management of the service"):  # fmt: skip
        assert words in page, words
    mark_discussed(by=mara, occasion=entry)
    assert "We talked about it on" in as_mara.get(reverse("plain_page", args=[ida.public_id])).content.decode()


def test_who_may_not_read_the_history_sees_no_looks(client, otto, lindenhof, ida):
    give_role(by=None, user=otto, role="analyst", at=lindenhof)
    client.force_login(otto)
    page = client.get(reverse("plain_page", args=[ida.public_id])).content.decode()
    assert "Your rights" in page
    assert "Who has looked at your pages" not in page
