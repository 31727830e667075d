"""A kind of act that needs two persons, as a stage names it."""

from __future__ import annotations

from gavn.access.pure.two_persons import TwoPersonKind
from gavn.kernel.say import said


def test_a_kind_that_says_nothing_of_what_it_concerns_leads_nowhere():
    kind = TwoPersonKind("a.kind", said("Name"), said("Effect"), "a.ask", "a.release", execute=print)
    assert (kind.about(None, None), kind.address(None, None)) == ("", "")
