"""The file to bring in, and the mapping by which it is read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gavn.catalogue.pure.reading.located import LONGEST
from gavn.imports.selectors import mapping_named, shipped_mappings
from gavn.works.pure.tables.files import LARGEST


class ImportFile(forms.Form):
    """A file, and a mapping of one's own or one that ships."""

    file = forms.FileField(label=_("The file"), help_text=_("CSV or a workbook (.xlsx), at most 50 MB."))
    shipped = forms.ChoiceField(label=_("A mapping that ships with gavn"), required=False)
    mapping = forms.FileField(
        label=_("Or a mapping of your own"),
        help_text=_("A text file (.yaml) that says which column means what."),
        required=False,
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        language = (get_language() or "en")[:2]
        found = {name: read.definition for name, read in shipped_mappings().items() if read.definition}
        titles = [(name, one.title.in_(language) if one.title else name) for name, one in found.items()]
        self.fields["shipped"].choices = [("", _("None of them")), *titles]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One mapping; nothing larger than can be read."""
        given = super().clean() or {}
        file, mapping, shipped = given.get("file"), given.get("mapping"), given.get("shipped", "")
        if file and file.size > LARGEST:
            self.add_error("file", _("The file is larger than 50 MB; divide it."))
        if bool(mapping) == bool(shipped):
            self.add_error("mapping", _("Choose a mapping that ships, or a file of your own, one of the two."))
        elif mapping and mapping.size > LONGEST:
            self.add_error("mapping", _("The file is too large for a mapping."))
        return given

    @property
    def asked(self) -> dict[str, Any]:
        """What the service is asked for."""
        given = self.cleaned_data
        own = given.get("mapping")
        text = own.read().decode("utf-8", errors="replace") if own else mapping_named(given["shipped"])
        return {"content": given["file"].read(), "name": given["file"].name, "mapping": text}
