"""Web: whoever keeps the tree finds from there what a service has to choose."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gavn.access.services import add_user, give_role

TO_CHOOSE = ["choose_programme", "critical_route", "choose_person_word"]


@pytest.fixture
def ada(client, lindenhof):
    """The administrator, signed in."""
    user = add_user(by=None, email="ada@example.org", name="Ada")
    give_role(by=None, user=user, role="administrator", at=lindenhof)
    client.force_login(user)
    return user


@pytest.mark.parametrize("page", TO_CHOOSE)
def test_the_administrator_gets_from_the_tree_to_what_a_service_chooses(client, ada, lindenhof, page):
    address = reverse(page, args=[lindenhof.public_id])
    assert f'href="{address}"' in client.get(reverse("tree")).content.decode()
    assert client.get(address).status_code == 200


def test_the_tree_offers_the_administrator_no_figures(client, ada, lindenhof):
    figures = reverse("service", args=[lindenhof.public_id])
    assert f'href="{figures}"' not in client.get(reverse("tree")).content.decode()
