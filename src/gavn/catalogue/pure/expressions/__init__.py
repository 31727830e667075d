"""Expressions: when a question is shown, how a score is computed, when an indicator is met.

>>> score = parse("cesd_a + cesd_b + (3 - cesd_d)")
>>> checked(score, {"cesd_a": Type.NUMBER, "cesd_b": Type.NUMBER, "cesd_d": Type.NUMBER})
<Type.NUMBER: 'number'>
>>> evaluate(score, {"cesd_a": 2, "cesd_b": 3, "cesd_d": 1})
7.0
>>> evaluate(score, {"cesd_a": 2, "cesd_b": None, "cesd_d": 1}) is None
True
"""

from __future__ import annotations

from gavn.catalogue.pure.expressions.checking import checked
from gavn.catalogue.pure.expressions.evaluating import evaluate
from gavn.catalogue.pure.expressions.functions import stored
from gavn.catalogue.pure.expressions.nodes import Expression, Type
from gavn.catalogue.pure.expressions.tree import parse
from gavn.catalogue.pure.expressions.words import FUNCTIONS, RESERVED

__all__ = ["FUNCTIONS", "RESERVED", "Expression", "Type", "checked", "evaluate", "parse", "stored"]
