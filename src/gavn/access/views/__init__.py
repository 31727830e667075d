"""Pages of the access stage: the doors, the tree, the accounts, and how people sign in."""

from gavn.access.views.accounts import account, accounts, add_user, close_account, end_role, give_role, open_account
from gavn.access.views.invitations import first_sign_in, invite_user
from gavn.access.views.language import set_language, set_respondents_language
from gavn.access.views.lock import lock, locked, share_device, shut, unlock
from gavn.access.views.review import review, review_role
from gavn.access.views.sign_in import change_password, demo_is_open, demo_sign_in, sign_in, sign_out
from gavn.access.views.tree import add_unit, rename_unit, tree

__all__ = [
    "account", "accounts", "add_unit", "add_user", "change_password", "close_account", "demo_is_open", "demo_sign_in",
    "end_role", "first_sign_in", "give_role", "invite_user", "lock", "locked", "open_account", "rename_unit", "review",
    "review_role", "set_language", "set_respondents_language", "share_device", "shut", "sign_in", "sign_out", "tree",
    "unlock",
]  # fmt: skip
