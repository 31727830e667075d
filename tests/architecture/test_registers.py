"""Later stages sign up with earlier ones, never the reverse."""

from __future__ import annotations

from gavn.kernel.registers import registers


def test_only_later_stages_sign_up(floors, capsys):
    signed = [(register.name, listener) for register in registers() for listener in register.listeners]
    with capsys.disabled():
        print("", *(f"{name} <- {listener}" for name, listener in sorted(signed)), sep="\n  ")
    rooms = [(name.split(".")[0], listener.split(".")[1], listener) for name, listener in signed]
    assert [listener for here, there, listener in rooms if floors.index(there) <= floors.index(here)] == []
