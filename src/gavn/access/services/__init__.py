"""Writes of the tree, its users, their roles and how they sign in."""

from gavn.access.services.accounts import add_user, change_password, choose_language, close_account, open_account
from gavn.access.services.elsewhere import allow_relink, let_in, let_in_once, note_refused, unlink
from gavn.access.services.invitations import invite_user, use_invitation, welcome
from gavn.access.services.roles import end_role, give_role, review_role
from gavn.access.services.trays import forget_tray, tray_key
from gavn.access.services.tree import add_unit, rename_unit
from gavn.access.services.two_persons import ask_two_persons, forget_reasons, refuse, release, take_back_ask

__all__ = [
    "add_unit", "add_user", "allow_relink", "ask_two_persons", "change_password", "choose_language", "close_account",
    "end_role", "forget_reasons", "forget_tray", "give_role", "invite_user", "let_in", "let_in_once", "note_refused",
    "open_account", "refuse", "release", "rename_unit", "review_role", "take_back_ask", "tray_key", "unlink",
    "use_invitation", "welcome",
]  # fmt: skip
