"""Names that belong to nobody: common given names with surnames made up for this purpose."""

from __future__ import annotations

WOMEN = (
    "Aino", "Alma", "Asta", "Bodil", "Britt", "Dagny", "Ebba", "Edel", "Elin", "Embla", "Esther", "Freja", "Gerda",
    "Gunvor", "Hedda", "Ida", "Inga", "Iris", "Jytte", "Kaja", "Karin", "Lærke", "Liv", "Maj", "Merete", "Nanna",
    "Oda", "Petra", "Ragna", "Rosa", "Saga", "Signe", "Siri", "Solveig", "Thea", "Tove", "Ulla", "Vega", "Ylva", "Åse",
)  # fmt: skip
MEN = (
    "Aksel", "Alf", "Anton", "Arvid", "Asger", "Birk", "Bjarne", "Bo", "Carl", "Dan", "Egil", "Ejnar", "Elias", "Erik",
    "Folke", "Frode", "Gorm", "Gustav", "Halfdan", "Henrik", "Ivar", "Jens", "Jon", "Kaj", "Kjell", "Lars", "Leif",
    "Magnus", "Malte", "Nils", "Odd", "Otto", "Poul", "Rolf", "Rune", "Sigurd", "Steen", "Sune", "Torben", "Viggo",
)  # fmt: skip
_FIRST = ("Måne", "Tåge", "Vinter", "Glimmer", "Fjord", "Lyng", "Stjerne", "Regn", "Kobber", "Silke", "Morgen", "Birke",
          "Havgus", "Ravn", "Sommer", "Linde", "Sten", "Brusende", "Nordlys", "Klokke")  # fmt: skip
_LAST = ("bæk", "holm", "skov", "torp", "mark", "lund", "dal", "bro", "vang", "kilde", "strøm", "bakke", "eng", "sø")
FAMILIES = tuple(f"{first}{last}" for first in _FIRST for last in _LAST)
