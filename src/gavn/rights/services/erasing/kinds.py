"""What of this stage needs two persons."""

from __future__ import annotations

from gavn.access.pure.two_persons import TwoPersonKind
from gavn.kernel.say import Said
from gavn.rights.pure.erasing import ASK, ERASURE, RELEASE, RETENTION
from gavn.rights.selectors.erasing.acts import due_list_address, due_list_said, erasure_address, erasure_said
from gavn.rights.services.erasing.asking import erase_released
from gavn.rights.services.erasing.lists import start_released


def two_person_kinds() -> list[TwoPersonKind]:
    """Erasing one person, and letting go what stands on a list."""
    return [
        TwoPersonKind(
            code=ERASURE,
            name=Said("Erase a person"),
            effect=Said("Everything gavn keeps about the person is erased at once and cannot be brought back."),
            ask=ASK,
            release=RELEASE,
            execute=erase_released,
            about=erasure_said,
            address=erasure_address,
        ),
        TwoPersonKind(
            code=RETENTION,
            name=Said("Keep no longer what is due to go"),
            effect=Said("Everybody on the list is erased within the hour and cannot be brought back."),
            ask=ASK,
            release=RELEASE,
            execute=start_released,
            about=due_list_said,
            address=due_list_address,
        ),
    ]
