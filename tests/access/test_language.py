"""Access: pages speak the language their reader chose."""

from __future__ import annotations

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_the_chosen_language_is_remembered_for_the_next_sign_in(client, ada):
    client.force_login(ada)
    client.post(reverse("set_language"), {"language": "da"})
    ada.refresh_from_db()
    assert (ada.language, client.get(reverse("accounts")).headers["Content-Language"]) == ("da", "da")


def test_a_language_that_is_none_of_ours_changes_nothing(client, ada):
    client.force_login(ada)
    client.post(reverse("set_language"), {"language": "xx"})
    ada.refresh_from_db()
    assert ada.language == "en"
