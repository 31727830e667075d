"""The one place that writes names and numbers: sealed, with the hashes they are found by."""

from __future__ import annotations

from collections.abc import Sequence

from gavn.kernel.errors import Refused
from gavn.people.gateways import Identity, name_tokens, number_hash, seal_identity, vault_purpose
from gavn.people.models import Individual, NameToken, VaultEntry
from gavn.works.services import SealedColumn, SealedStore


def vault_is_sealed(into: list[SealedStore]) -> None:
    """Tell whoever changes keys that the vault lies under them."""
    into.append(
        SealedColumn(
            "people.VaultEntry.sealed",
            lambda: VaultEntry.objects.unscoped("to seal each anew").select_related("controller"),
            "sealed",
            lambda entry: vault_purpose(entry.controller.public_id),
        )
    )


def vault_rows(individual: Individual, identity: Identity) -> tuple[VaultEntry, list[NameToken]]:
    """The entry and the name tokens of an individual, unsaved."""
    controller = individual.controller
    entry = VaultEntry(
        individual=individual,
        controller=controller,
        sealed=seal_identity(identity, controller.public_id),
        number_hash=number_hash(identity.number, controller.public_id),
    )
    tokens = name_tokens(identity.name, controller.public_id)
    return entry, [NameToken(individual=individual, token=token) for token in sorted(tokens)]


def keep_identity(individual: Individual, identity: Identity) -> None:
    """Put an identity into the vault in place of the one that is there."""
    entry, tokens = vault_rows(individual, identity)
    check_numbers_free([entry])
    VaultEntry.objects.unscoped("the one entry of this individual").update_or_create(
        individual=individual,
        defaults={"controller": entry.controller, "sealed": entry.sealed, "number_hash": entry.number_hash},
    )
    NameToken.objects.unscoped("the tokens of this individual").filter(individual=individual).delete()
    NameToken.objects.bulk_create(tokens)


def check_numbers_free(entries: Sequence[VaultEntry]) -> None:
    """Refuse a national number that somebody else of the same data controller has, or two of the entries share."""
    numbered = [entry for entry in entries if entry.number_hash]
    keys = {(entry.controller_id, entry.number_hash) for entry in numbered}
    same = VaultEntry.objects.unscoped("only whether the numbers are taken").filter(
        number_hash__in=[entry.number_hash for entry in numbered]
    )
    others = same.exclude(individual__in=[entry.individual_id for entry in numbered])
    taken = set(others.values_list("controller_id", "number_hash"))
    if len(keys) < len(numbered) or keys & taken:
        raise Refused("Somebody with this national number is known already.", field="number")
