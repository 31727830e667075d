"""Files of other systems as persons, stays, occasions and answers: values in, values out."""

from gavn.collect.pure.imports.contents import Contents, read_contents
from gavn.collect.pure.imports.mapping import Mapping
from gavn.collect.pure.imports.mapping_checks import read_mapping
from gavn.collect.pure.imports.preview import Preview
from gavn.works.pure.tables import Trouble, Troubles

__all__ = ["Contents", "Mapping", "Preview", "Trouble", "Troubles", "read_contents", "read_mapping"]
