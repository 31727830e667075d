"""The file and the mapping of an invented case system: semicolons, decimal commas, Danish days, names."""

from __future__ import annotations

MAPPING = """
format: gavn-mapping/1
source: case-system
individual:
  id: Sag
  given: Fornavn
  family: Efternavn
  sex: {column: Køn, values: {K: woman, M: man}}
  birth: {column: Født, format: DD.MM.YYYY}
enrolment:
  service: {constant: Lindenhof}
  id: Forløb
  entered: {column: Start, format: DD.MM.YYYY}
  exited: {column: Slut, format: DD.MM.YYYY}
  exit_reason: {column: Årsag, values: {aftalt: planned, død: died}}
occasion:
  column: Type
  values: {Ind: {kind: entry}, Status: {kind: status}, Ud: {kind: exit}}
  day: {column: Dato, format: DD.MM.YYYY}
responses:
  - instrument: gavn/four-lines@1
    missing: {"9": unknown}
    items: {line_life: L1, line_wellbeing: L2, line_close: L3, line_social: L4}
"""
HEADER = "Sag;Fornavn;Efternavn;Køn;Født;Forløb;Start;Slut;Årsag;Type;Dato;L1;L2;L3;L4;Bemærkning"
ROWS = (
    "1;Åse;Bøgh;K;03.02.1980;1a;01.03.2025;;;Ind;02.03.2025;5;4;6;3;god start",
    "1;Åse;Bøgh;K;03.02.1980;1a;01.03.2025;;;Status;05.09.2025;7;9;6;5;",
    "2;Bo;Lund;M;04.05.1975;2a;10.01.2025;20.06.2025;aftalt;Ud;20.06.2025;8;8;8;8;",
    "3;Eli;Holm;M;;3a;11.01.2025;;død;Ind;11.01.2025;2;3;1,0;4;",
)


def written(*rows: str, header: str = HEADER, encoding: str = "utf-8") -> bytes:
    """A file of these rows; without any, of the three persons."""
    return "\n".join([header, *(rows or ROWS)]).encode(encoding)


def cell(row: str, column: str, value: str) -> str:
    """The row with another value in one column."""
    cells = row.split(";")
    cells[HEADER.split(";").index(column)] = value
    return ";".join(cells)
