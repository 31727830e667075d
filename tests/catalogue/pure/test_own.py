"""Catalogue: a version of an own definition says why its series goes on or ends, in a sentence and not in a page."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from gavn.catalogue.pure.own import LONGEST_WHY, follows
from gavn.kernel.errors import Refused


def test_a_reason_that_is_too_long_is_refused():
    with pytest.raises(Refused, match="at most") as refused:
        follows(SimpleNamespace(version=2, bridge=None), [1], "breaks", "x" * (LONGEST_WHY + 1))
    assert refused.value.field == "series_why"


def test_a_series_that_ends_says_why():
    follows(SimpleNamespace(version=2, bridge=None), [1], "breaks", "Another question was asked")
