"""Pages of the access stage: the doors, the tree, the accounts."""

from gavn.access.views.accounts import account, accounts, add_user, end_role, give_role
from gavn.access.views.language import set_language, set_respondents_language
from gavn.access.views.sign_in import change_password, demo_is_open, demo_sign_in, sign_in, sign_out
from gavn.access.views.tree import add_unit, rename_unit, tree

__all__ = [
    "account",
    "accounts",
    "add_unit",
    "add_user",
    "change_password",
    "demo_is_open",
    "demo_sign_in",
    "end_role",
    "give_role",
    "rename_unit",
    "set_language",
    "set_respondents_language",
    "sign_in",
    "sign_out",
    "tree",
]
