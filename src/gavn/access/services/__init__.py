"""Writes of the tree, its users, their roles and how they sign in."""

from gavn.access.services.accounts import add_user, change_password, choose_language, close_account, open_account
from gavn.access.services.elsewhere import allow_relink, let_in, let_in_once, note_refused, unlink
from gavn.access.services.invitations import invite_user, use_invitation, welcome
from gavn.access.services.roles import end_role, give_role, review_role
from gavn.access.services.tree import add_unit, rename_unit

__all__ = [
    "add_unit", "add_user", "allow_relink", "change_password", "choose_language", "close_account", "end_role",
    "give_role", "invite_user", "let_in", "let_in_once", "note_refused", "open_account", "rename_unit", "review_role",
    "unlink", "use_invitation", "welcome",
]  # fmt: skip
