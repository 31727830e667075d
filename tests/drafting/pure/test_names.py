"""Drafting: an organisation's name becomes the first part of its keys."""

from __future__ import annotations

import pytest

from gavn.drafting.pure.texts import owner_of
from gavn.kernel.errors import Refused


@pytest.mark.parametrize("name", ["2. kontor", "gavn", "!!!"])
def test_a_name_of_which_no_key_can_be_made_is_refused(name):
    with pytest.raises(Refused, match="No key can be made") as refused:
        owner_of(name)
    assert refused.value.field == "unit"
