"""How far an import has come, and what it brings, each with the word a page shows."""

from __future__ import annotations

from gavn.kernel.say import Said

IMPORT_STATES = {
    "looking": Said("Being looked at"),
    "looked_at": Said("Looked at; nothing is written yet"),
    "running": Said("Being taken in"),
    "done": Said("Taken in"),
    "refused": Said("Refused; nothing was written"),
    "erased": Said("The file was taken away, because somebody in it was erased or its time was over"),
}
IMPORTED = {
    "individuals": Said("Persons"),
    "enrolments": Said("Stays"),
    "occasions": Said("Occasions with answers"),
    "responses": Said("Sets of answers"),
}
