"""Content files as checked definitions: every problem names its file, its line and how to mend it."""

from gavn.catalogue.pure.reading.instruments import read_instrument
from gavn.catalogue.pure.reading.packs import read_pack
from gavn.catalogue.pure.reading.problems import Problem, Reading
from gavn.catalogue.pure.reading.programmes import read_programme

__all__ = ["Problem", "Reading", "read_instrument", "read_pack", "read_programme"]
