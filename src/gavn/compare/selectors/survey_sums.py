"""The sums that survey estimates are made of: one GROUP BY over any table of answers, so that no row leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import ibis
import numpy as np

from gavn.compare.pure.arrays import Numbers
from gavn.compare.pure.refusals import Empty
from gavn.compare.pure.survey.cube import Cube, Dimension
from gavn.kernel.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ibis.expr.types import Table


@dataclass(frozen=True)
class SurveyColumns:
    """Which column of a table of answers, a row a person asked, is what.

    ``shares`` hold 1 or 0, ``scores`` numbers with a round number near their mean, both NULL where unanswered.
    ``weight`` and ``population`` (units in the person's stratum) may be absent: everybody then stands for one, of
    many. ``psu`` is the cluster, named apart within each stratum.
    """

    dimensions: Sequence[str] = ()
    shares: Sequence[str] = ()
    scores: Mapping[str, float] = field(default_factory=dict)
    stratum: str = ""
    psu: str = ""
    weight: str = ""
    population: str = ""

    @property
    def variables(self) -> tuple[str, ...]:
        """The shares, then the scores."""
        return (*self.shares, *self.scores)


def survey_sums(table: Table, columns: SurveyColumns) -> Cube:
    """The cube of sums by stratum, dimensions and, with clusters, cluster."""
    _check_columns(table, columns)
    _check_values(table, columns)
    rows = _weighted(_named(table, columns), columns)
    keys = [name for name in rows.columns if name.startswith("key_")]
    wanted: dict[str, Any] = {"asked": rows.count(), "there": rows.there.max()}
    for number in range(len(columns.variables)):
        wanted |= _sums(rows, number, share=number < len(columns.shares), squares=not columns.psu)
    found: Any = rows.group_by(keys).aggregate(**wanted).to_pyarrow()
    return _cube(found, columns)


def _check_columns(table: Table, columns: SurveyColumns) -> None:
    """Every column is there, and none stands for another: the engine knows no capitals in names."""
    known = [name.lower() for name in table.columns]
    if len(set(known)) < len(known):
        raise Refused("Two columns of the table differ in capital letters only.")
    roles = (columns.stratum, columns.psu, columns.weight, columns.population)
    for name in (*columns.dimensions, *columns.variables, *(name for name in roles if name)):
        if name not in table.columns:
            raise Refused("The table has no column {name}.", name=name)
    if len(set(columns.variables)) < len(columns.variables) or not columns.variables:
        raise Refused("Name the columns to estimate, each once.")


def _named(table: Table, columns: SurveyColumns) -> Any:
    """The columns under names of our own: keys, weight w, population, and v0, v1 … for the variables."""
    weight = table[columns.weight].cast("float64") if columns.weight else ibis.literal(1.0)
    there = table[columns.population].cast("float64") if columns.population else ibis.literal(float("inf"))
    keys = {f"key_{number}": table[name] for number, name in enumerate(columns.dimensions)}
    keys["key_stratum"] = table[columns.stratum] if columns.stratum else ibis.literal(0, "int8")
    if columns.psu:
        keys["key_unit"] = table[columns.psu]
    values = {}
    for number, name in enumerate(columns.variables):
        value = table[name].cast("float64")
        values[f"v{number}"] = value if number < len(columns.shares) else value - columns.scores[name]
    return table.select(**keys, w=weight, there=there, **values)


def _check_values(table: Table, columns: SurveyColumns) -> None:
    """One look over all rows: weights are there, and shares are 1 or 0."""
    wanted: dict[str, Any] = {"asked": table.count()}
    if columns.weight:
        wanted |= {"weights": table[columns.weight].count(), "least": table[columns.weight].min()}
    # Of whole numbers the engine knows the least and the most without reading them.
    whole = [name for name in columns.shares if table[name].type().is_integer()]
    for name in whole:
        wanted |= {f"least {name}": table[name].min(), f"most {name}": table[name].max()}
    for name in columns.shares:
        if name not in whole and not table[name].type().is_boolean():
            wanted[f"others {name}"] = table[name].notin([0, 1]).sum()
    (seen,) = table.aggregate(**wanted).to_pyarrow().to_pylist()
    if not seen["asked"]:
        raise Empty()
    if columns.weight and (seen["weights"] < seen["asked"] or not seen["least"] >= 0):
        raise Refused("A weight is a number from 0 upwards, and nobody may lack it.")
    for name in columns.shares:
        if (seen.get(f"least {name}") or 0) < 0 or (seen.get(f"most {name}") or 0) > 1 or seen.get(f"others {name}"):
            raise Refused("Answers of {name} are 1 or 0, or missing.", name=name)


def _weighted(rows: Any, columns: SurveyColumns) -> Any:
    """Each variable as two columns: x, the weight of an answer that is there (else 0), and y, weight times answer."""
    keys = [name for name in rows.columns if name.startswith("key_")]
    found: dict[str, Any] = {}
    for number in range(len(columns.variables)):
        value = rows[f"v{number}"]
        # Multiplying by 1 or 0 is quicker than choosing.
        found |= {f"x{number}": rows.w * value.notnull().cast("float64"), f"y{number}": rows.w * value}
    return rows.select(*keys, "w", "there", **found)


def _sums(rows: Any, number: int, *, share: bool, squares: bool) -> dict[str, Any]:
    """The sums of one variable; of a share Y² is W Y, person by person."""
    x, y = rows[f"x{number}"], rows[f"y{number}"]
    found = {f"n{number}": y.count(), f"x{number}": x.sum(), f"y{number}": y.sum()}
    if squares:
        found |= {f"xx{number}": (x * rows.w).sum(), f"xy{number}": (y * rows.w).sum()}
        if not share:
            found[f"yy{number}"] = (y * y).sum()
    return found


def _cube(found: Any, columns: SurveyColumns) -> Cube:
    def stacked(name: str, instead: str = "") -> Numbers:
        made = np.empty((found.num_rows, len(columns.variables)))
        for number in range(len(columns.variables)):
            column = f"{name}{number}"
            made[:, number] = numbers(column if column in found.column_names else f"{instead}{number}")
        return made

    def numbers(column: str) -> Numbers:
        return np.asarray(np.nan_to_num(found[column].to_numpy().astype(float), posinf=np.inf))

    squares = {"xx": stacked("xx"), "xy": stacked("xy"), "yy": stacked("yy", "xy")} if not columns.psu else {}
    return Cube(
        dimensions={name: _dimension(found[f"key_{place}"]) for place, name in enumerate(columns.dimensions)},
        stratum=_dimension(found["key_stratum"]),
        rows=numbers("asked"),
        population=numbers("there"),
        variables=columns.variables,
        shares=frozenset(columns.shares),
        origin=np.array([0.0] * len(columns.shares) + list(columns.scores.values())),
        n=stacked("n"),
        x=stacked("x"),
        y=stacked("y"),
        unit=_dimension(found["key_unit"]) if columns.psu else None,
        squares=squares,
    )


def _dimension(column: Any) -> Dimension:
    """The names in their order, nothing known last, and the number of each cell's."""
    coded = column.combine_chunks().dictionary_encode("encode")
    names = coded.dictionary.to_pylist()
    order = sorted(range(len(names)), key=lambda place: (names[place] is None, names[place]))
    rank = np.empty(len(names), dtype=np.intp)
    rank[order] = np.arange(len(names))
    return Dimension(np.array([names[place] for place in order], dtype=object), rank[coded.indices.to_numpy()])
