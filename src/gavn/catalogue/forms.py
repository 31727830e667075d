"""A POST becomes a service's keyword arguments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gavn.catalogue.pure.formats.pack import LONGEST_ATTESTATION
from gavn.catalogue.pure.reading.located import LONGEST


class LoadPack(forms.Form):
    """A text pack, pasted or as a file, and the word that its licence allows it."""

    file = forms.FileField(label=_("The text pack as a file"), required=False)
    text = forms.CharField(
        label=_("Or paste it here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    attestation = forms.CharField(
        label=_("What allows you to use this text?"),
        help_text=_("Name the licence, the agreement or the letter, and its date."),
        max_length=LONGEST_ATTESTATION,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    attested = forms.BooleanField(
        label=_("I have read the terms and attest that this service may use the text in this way.")
    )

    def clean(self) -> dict[str, Any]:
        """Take the text from where it was given; once is enough."""
        given = super().clean() or {}
        file, text = given.get("file"), given.get("text", "")
        if bool(file) == bool(text.strip()):
            self.add_error("text", _("Choose a file or paste the text, one of the two."))
        elif file and file.size > LONGEST:
            self.add_error("file", _("The file is too large for a text pack."))
        elif file:
            given["text"] = file.read().decode("utf-8", errors="surrogateescape")
        return given

    @property
    def asked(self) -> dict[str, str]:
        """What the service is asked for."""
        return {name: self.cleaned_data[name] for name in ("text", "attestation")}
