"""Compare: whatever a method is given, it tells what it can stand by, or refuses with a sentence that can be read.

Each method has a good call or two in ``good_calls``. Every argument of every good call is spoiled in every way that
fits it; the answer must be a named refusal or a sound result: no other exception, no warning, no NaN, no interval
without width.
"""

from __future__ import annotations

import dataclasses
import importlib
import math
import re
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest
from good_calls import GOOD

import gavn.compare.pure.methods as methods
from gavn.compare.pure.control_charts import Asked
from gavn.compare.pure.disclosure import Range, Sum
from gavn.compare.pure.methods.expected_course import Shape
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate

ROOT = Path(__file__).parents[4]
FOLDER = Path(methods.__path__[0])
NAN, INF = float("nan"), float("inf")
# A sentence is made for every number, so it must not speak of one as of many.
PLURAL_OF_ONE = re.compile(
    r"(?<![\d.,–-])1 "
    r"(are|were|have|lie|stand|people|services|answers|values|numbers|cells|scores|steps|comparisons)\b"
)
CALLS = [(name, function, good) for name, calls in GOOD.items() for function, good in calls]
SCALARS = (NAN, INF, -INF, -1, 0, 0.5, 1, 1.5, 10**15, 1e-300, 1e300, 10**400, "many")


def spoiled(good: object) -> Iterator[object]:
    """Everything that could stand in the place of a good argument and should not."""
    if good is None or isinstance(good, (bool, Asked, Shape, Estimate, Sum)):
        return
    if isinstance(good, str):
        yield from ("nonsense", "", 7)
    elif isinstance(good, (int, float)):
        yield from SCALARS
    elif dataclasses.is_dataclass(good):
        for field in dataclasses.fields(good):
            yield from _made(good, field.name, spoiled(getattr(good, field.name)))
    elif isinstance(good, Mapping):
        if not good:
            return
        yield {}
        key, value = next(iter(good.items()))
        yield from ({**good, key: wrong} for wrong in spoiled(value))
    else:
        yield from _spoiled_column(good)


def _made(good: object, field: str, wrongs: Iterator[object]) -> Iterator[object]:
    """The same with one field spoiled; what refuses to be made needs no further trying."""
    for wrong in wrongs:
        try:
            made = dataclasses.replace(good, **{field: wrong})  # type: ignore[type-var]
        except Refused:
            continue
        yield made


def _spoiled_column(good: object) -> Iterator[object]:
    """One item spoiled, all alike, too few, none, wrong shapes."""
    items = list(good)  # type: ignore[call-overload]
    if not items:
        return
    yield from ([], items[:1], items[:2], items[:-1], items * 2, [items[0]] * len(items))
    if dataclasses.is_dataclass(items[0]):
        yield from ([wrong, *items[1:]] for wrong in spoiled(items[0]))
        return
    yield from ([items], items[0], "many")
    if isinstance(items[0], np.ndarray) and items[0].dtype.kind in "UO":
        return
    if isinstance(items[0], (str, bool, np.bool_)):
        yield from ([wrong, *items[1:]] for wrong in (NAN, None, "", 7))
        yield [NAN] * len(items)
    else:
        whole = np.array(items, dtype=float)
        for wrong in (NAN, INF, -INF, -1.0, 0.0, 0.5, 7.0, 1e-300, 1e15, 1e300):
            one = whole.copy()
            one.flat[0] = wrong
            yield from (one, np.full(whole.shape, wrong), np.nan_to_num(whole) * wrong if abs(wrong) < 1e30 else one)
        yield from (
            -whole,
            np.nan_to_num(whole, nan=1e9),
            whole.astype(str),
            whole.ravel()[:0].reshape(0, *whole.shape[1:]),
        )
        yield [*items[:-1], "many"]
        yield [*items[:-1], [1, 2, 3, 4, 5]]


def unsound(found: object, where: str = "") -> Iterator[str]:
    """What no result may hold: NaN, infinity, an interval without width or away from its value."""
    if isinstance(found, Range):
        return  # what a reader cannot know has no upper end
    if isinstance(found, (float, np.number)):
        if not math.isfinite(found):
            yield f"{where} is {found}"
    elif dataclasses.is_dataclass(found):
        yield from _unsound_result(found, where)
    elif isinstance(found, (Mapping, list, tuple)):
        for place, value in found.items() if isinstance(found, Mapping) else enumerate(found):
            yield from unsound(value, f"{where}[{place}]")


def _unsound_result(found: object, where: str) -> Iterator[str]:
    if isinstance(found, Estimate):
        yield from _unsound_estimate(found, where)
    for field in dataclasses.fields(found):  # type: ignore[arg-type]
        yield from unsound(getattr(found, field.name), f"{where}.{field.name}")
    if hasattr(found, "say"):
        sentence = str(found.say())
        if re.search(r"\b(nan|inf|None)\b|[{}]|-0\.0\b|e[+]\d{3}", sentence) or PLURAL_OF_ONE.search(sentence):
            yield f"{where} says: {sentence}"


def _unsound_estimate(found: Estimate, where: str) -> Iterator[str]:
    if found.method == "rank_uncertainty":
        return  # the expected place of a service that is first for sure is a little more than the first
    slack = 1e-9 * (abs(found.value) + 1)
    if not found.low - slack <= found.value <= found.high + slack:
        yield f"{where}: {found.value} lies outside {found.low} to {found.high}"
    if found.method == "median":
        return  # a value that many share: an interval from it to itself is none too narrow
    if not found.low < found.high and getattr(found, "population", None) != found.n:
        yield f"{where}: no width at {found.value}"
    if not (found.n > 0 and found.n == int(found.n) and found.missing >= 0):
        yield f"{where}: n {found.n}, missing {found.missing}"
    if not 0 < found.confidence < 1:
        yield f"{where}: confidence {found.confidence}"


def answered(function: object, arguments: Mapping[str, object]) -> str:
    """What is wrong with the answer, or nothing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            found = function(**arguments)  # type: ignore[operator]
            return "; ".join(unsound(found))
    except Refused as refusal:
        sentence = str(refusal)
        readable = len(sentence) > 20 and sentence.endswith((".", "?")) and not re.search(r"[{}]", sentence)
        return "" if readable else f"refused with: {sentence}"
    except Exception as other:  # noqa: BLE001
        return f"{type(other).__name__}: {other}"


def _of(method: str, function: str) -> object:
    return getattr(importlib.import_module(f"gavn.compare.pure.methods.{method}"), function)


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__"))
def test_every_method_with_a_page_is_tried(name):
    if not (ROOT / f"docs/explanation/methods/{name}.md").exists():
        return
    assert name in GOOD, (
        f"Give {name} a good call in tests/good_calls.py: what it does with wrong input is tried from there."
    )
    tried = {function for function, _ in GOOD[name]}
    entries = {
        entry
        for entry in vars(importlib.import_module(f"gavn.compare.pure.methods.{name}"))
        if re.fullmatch(rf"{name}(_(from|of)_\w+)?", entry)
    }
    assert entries <= tried | {"course_calibration"}, (
        f"These entries of {name} have no good call: {sorted(entries - tried)}"
    )


@pytest.mark.parametrize(("method", "function", "good"), CALLS, ids=lambda part: part if isinstance(part, str) else "")
def test_a_good_call_is_answered(method, function, good):
    found = _of(method, function)(**good)
    assert not list(unsound(found))


@pytest.mark.parametrize(("method", "function", "good"), CALLS, ids=lambda part: part if isinstance(part, str) else "")
def test_a_spoiled_call_is_refused_or_answered_soundly(method, function, good):
    tried = (
        (name, spoil, answered(_of(method, function), MappingProxyType({**good, name: spoil})))
        for name, value in good.items()
        for spoil in spoiled(value)
    )
    wrong = [f"{name}={str(spoil)[:120]!r}: {said[:200]}" for name, spoil, said in tried if said]
    assert not wrong, f"{len(wrong)} of {function}:\n" + "\n".join(wrong)
