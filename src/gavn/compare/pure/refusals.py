"""The refusals of statistics, each by its name: what cannot be told, and what is needed to tell it."""

from __future__ import annotations

from gavn.kernel.errors import Refused
from gavn.kernel.say import rounded


class Empty(Refused):
    """There is no value at all."""

    def __init__(self, missing: int = 0) -> None:
        super().__init__("There is no value to count; {missing} missing.", missing=missing)


class Constant(Refused):
    """Everything is the same, so there is nothing to compare it with."""

    def __init__(self, n: int) -> None:
        super().__init__("Every value is the same (n {n}): no interval can be given.", n=n)


class TooFew(Refused):
    """Less than the method needs."""

    def __init__(self, n: int, least: int, *, missing: int = 0) -> None:
        super().__init__(
            "This needs at least {least} and has {n}; {missing} missing.", n=n, least=least, missing=missing
        )


class PopulationTooSmall(Refused):
    """More were asked than there are."""

    def __init__(self, sampled: int, population: int) -> None:
        super().__init__(
            "Asked: {sampled} out of {population}. The population cannot be smaller than the sample.",
            sampled=sampled,
            population=population,
        )


class NotAShare(Refused):
    """A share outside 0 to 1."""

    def __init__(self, share: float) -> None:
        super().__init__("A share lies between 0 and 1; {share} does not.", share=share)


class NotALevel(Refused):
    """A confidence that is no number between 0 and 1."""

    def __init__(self, confidence: object) -> None:
        super().__init__(
            "A confidence lies between 0 and 1, for example 0.95; {confidence} does not.", confidence=confidence
        )


class NotACount(Refused):
    """A number of people or events below 0, or more of a part than of the whole."""

    def __init__(self, count: float | str, of: float | None = None) -> None:
        if of is None:
            super().__init__("{count} cannot be a number of people or events.", count=count)
        else:
            super().__init__("{count} out of {whole} cannot be.", count=count, whole=of)


class NothingExpected(Refused):
    """Nothing was expected, so nothing can be held against it."""

    def __init__(self) -> None:
        super().__init__("Nothing was expected here: observed and expected cannot be compared.")


class OneUnit(Refused):
    """A single unit does not show how much units differ."""

    def __init__(self, stratum: str = "") -> None:
        super().__init__(
            "Only one unit was asked in {stratum}: how much units differ there cannot be told. "
            "Join it with a similar stratum.",
            stratum=stratum or "a stratum",
        )


class SingleRespondent(Refused):
    """One person's answer is no estimate, and not to be shown."""

    def __init__(self) -> None:
        super().__init__("One single answer is no estimate.")


class ChanceAlone(Refused):
    """Both raters always said the same one thing, so chance alone would agree."""

    def __init__(self) -> None:
        super().__init__("Only one category was ever used: agreement beyond chance is not defined.")


class NoWidth(Refused):
    """The sample leaves no doubt at all, which no sample can."""

    def __init__(self, n: int, value: float) -> None:
        super().__init__(
            "An interval around {value} would have no width (n {n}), so none is given.",
            n=n,
            value=rounded(value, 3),
        )


class MedianNotReached(Refused):
    """Fewer than half had it happen."""

    def __init__(self, last: float) -> None:
        super().__init__("Fewer than half had left by day {last}: the median is not reached.", last=last)


class Unequal(Refused):
    """Columns of different length."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__("Columns of different length do not belong together: {one} and {other}.", one=one, other=other)


class NotConverged(Refused):
    """The search for the best fit did not end."""

    def __init__(self, rounds: int) -> None:
        super().__init__(
            "No stable solution was found in {rounds} rounds; there may be too few people in some groups.",
            rounds=rounds,
        )


class Collinear(Refused):
    """A column of a model says what others say already."""

    def __init__(self) -> None:
        super().__init__("Some of these traits say the same about everybody: leave one of them out.")


class Separated(Refused):
    """A trait, or several together, decide the outcome without exception."""

    def __init__(self) -> None:
        super().__init__(
            "Everybody with certain traits has the same outcome, so how much those traits matter cannot be told. "
            "Join groups or leave a trait out."
        )
