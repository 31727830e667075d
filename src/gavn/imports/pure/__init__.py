"""Files of other systems as persons, stays, occasions and answers: values in, values out."""

from gavn.imports.pure.contents import Contents, read_contents
from gavn.imports.pure.mapping import Mapping
from gavn.imports.pure.mapping_checks import read_mapping
from gavn.imports.pure.preview import Preview
from gavn.works.pure.tables import Trouble, Troubles

__all__ = ["Contents", "Mapping", "Preview", "Trouble", "Troubles", "read_contents", "read_mapping"]
