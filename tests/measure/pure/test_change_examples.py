"""Measure: the examples in the code of change and track come out."""

from __future__ import annotations

import doctest

import pytest

from gavn.measure.pure import change, track


@pytest.mark.parametrize("module", [change, track], ids=lambda module: module.__name__)
def test_the_examples_in_the_code_come_out(module):
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0
