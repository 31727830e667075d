"""Tables that other systems write, CSV or workbooks: their rows as texts, their cells as values, their troubles."""

from gavn.works.pure.tables.cells import date_pattern, day, number, plain_code, truth
from gavn.works.pure.tables.files import FileForm, Table, places_of, read_table
from gavn.works.pure.tables.troubles import Trouble, Troubles

__all__ = [
    "FileForm",
    "Table",
    "Trouble",
    "Troubles",
    "date_pattern",
    "day",
    "number",
    "places_of",
    "plain_code",
    "read_table",
    "truth",
]
