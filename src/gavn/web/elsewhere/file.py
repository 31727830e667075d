"""The file in which the administrator of the machine writes down identity providers."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gavn.access.pure.providers import OpenIdProvider, Provider, Providers, SamlProvider, mistakes, providers_of
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused

FILES = ("client_secret_file", "metadata_file", "certificate_file", "key_file")


def read_providers(path: Path) -> tuple[Provider, ...]:
    """The providers of the file, with every file they name found; refused with the line of each mistake."""
    if not path.exists():
        return ()
    from gavn.catalogue.pure.reading.problems import reading  # noqa: PLC0415  only who has such a file pays for it

    found = reading(path.read_text(encoding="utf-8"), Providers, mistakes, file=path.name)
    if found.problems:
        raise Refused("{mistakes}", mistakes="\n".join(str(problem) for problem in found.problems))
    return tuple(_found_beside(one, path.parent) for one in providers_of(found.whole))


def _found_beside(one: Provider, folder: Path) -> Provider:
    """The provider with the whole path of each file it names."""
    named = {name: str(getattr(one, name, "")) for name in FILES}
    whole = {name: folder / given for name, given in named.items() if given}
    for name, path in whole.items():
        if not path.is_file():
            raise Refused("{key}: {name} names {path}, which is not there.", key=one.key, name=name, path=str(path))
    return one.model_copy(update={name: str(path) for name, path in whole.items()})


def seen_wrong(one: Provider) -> str:
    """What is wrong with a provider that was well written down: a secret others can read, a certificate that ends."""
    for name in ("client_secret_file", "key_file"):
        kept = getattr(one, name, "")
        if kept and Path(kept).stat().st_mode & 0o077:
            return f"{one.key}: {Path(kept).name} can be read by others; chmod 600 it"
    if isinstance(one, SamlProvider):
        return _certificate_wrong(one)
    return "" if isinstance(one, OpenIdProvider) else f"{one.key} is of no kind"


def _certificate_wrong(one: SamlProvider) -> str:
    from cryptography.x509 import load_pem_x509_certificate  # noqa: PLC0415  not before somebody asks
    from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser as Metadata  # noqa: PLC0415

    told: dict[str, Any] = Metadata.parse(Path(one.metadata_file).read_text(encoding="utf-8"), entity_id=one.issuer)
    idp = told.get("idp", {})
    texts = [idp["x509cert"]] if idp.get("x509cert") else idp.get("x509certMulti", {}).get("signing", [])
    if not texts or "singleSignOnService" not in idp:
        return f"{one.key}: the metadata holds no provider {one.issuer} with a certificate"
    pem = "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n"
    ends = [load_pem_x509_certificate(pem.format(text.strip()).encode()).not_valid_after_utc for text in texts]
    last: datetime = max(ends).astimezone(UTC)
    return f"{one.key}: its certificate ended on {last.date()}" if last < now() else ""
