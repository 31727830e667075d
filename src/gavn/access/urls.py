"""Addresses of the access stage."""

from __future__ import annotations

from django.urls import path

from gavn.access import views
from gavn.access.views import elsewhere, two_persons
from gavn.access.views import second_factor as second

# Names that begin with account_, mfa_ or openid_connect_ are those under which allauth looks for its pages.
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("sign-in/passkey/", second.sign_in_with_passkey, name="mfa_login_webauthn"),
    path("sign-in/second/", second.second_step, name="mfa_authenticate"),
    path("sign-in/with/<str:provider_id>/", elsewhere.sign_in_elsewhere, name="sign_in_elsewhere"),
    path("sign-in/with/<str:provider_id>/back/", elsewhere.back_from_elsewhere, name="openid_connect_callback"),
    path("sign-in/with/<str:provider_id>/answer/", elsewhere.answer_elsewhere, name="answer_elsewhere"),
    path("sign-in/with/<str:provider_id>/metadata/", elsewhere.metadata_for_provider, name="metadata_for_provider"),
    path("welcome/<str:code>/", views.first_sign_in, name="first_sign_in"),
    path("your-sign-in/", second.your_sign_in, name="your_sign_in"),
    path("your-sign-in/", second.your_sign_in, name="mfa_index"),
    path("your-sign-in/", second.your_sign_in, name="mfa_list_webauthn"),
    path("your-sign-in/passkeys/add/", second.add_passkey, name="mfa_add_webauthn"),
    path("your-sign-in/passkeys/<int:pk>/name/", second.rename_passkey, name="mfa_edit_webauthn"),
    path("your-sign-in/passkeys/<int:pk>/remove/", second.remove_passkey, name="mfa_remove_webauthn"),
    path("your-sign-in/app/add/", second.add_app, name="mfa_activate_totp"),
    path("your-sign-in/app/remove/", second.remove_app, name="mfa_deactivate_totp"),
    path("your-sign-in/recovery-codes/", second.recovery_codes, name="mfa_view_recovery_codes"),
    path("your-sign-in/recovery-codes/new/", second.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("your-sign-in/prove/password/", second.prove_by_password, name="account_reauthenticate"),
    path("your-sign-in/prove/code/", second.prove_by_code, name="mfa_reauthenticate"),
    path("your-sign-in/prove/passkey/", second.prove_by_passkey, name="mfa_reauthenticate_webauthn"),
    path("your-sign-in/elsewhere/<int:pk>/unlink/", elsewhere.unlink_elsewhere, name="unlink_elsewhere"),
    path("your-sign-in/elsewhere/<str:provider_id>/", elsewhere.link_elsewhere, name="link_elsewhere"),
    path("sign-in/demo/", views.demo_sign_in, name="demo_sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("lock/", views.lock, name="lock"),
    path("locked/", views.locked, name="locked"),
    path("locked/<str:person>/", views.unlock, name="unlock"),
    path("your-sign-in/device/", views.share_device, name="share_device"),
    path("password/", views.change_password, name="change_password"),
    path("tree/", views.tree, name="tree"),
    path("tree/<str:unit>/add/", views.add_unit, name="add_unit"),
    path("tree/<str:unit>/name/", views.rename_unit, name="rename_unit"),
    path("accounts/", views.accounts, name="accounts"),
    path("accounts/add/", views.add_user, name="add_user"),
    path("accounts/<str:user>/", views.account, name="account"),
    path("accounts/<str:user>/role/", views.give_role, name="give_role"),
    path("accounts/<str:user>/invite/", views.invite_user, name="invite_user"),
    path("accounts/<str:user>/relink/<str:provider_id>/", elsewhere.relink_user, name="relink_user"),
    path("accounts/<str:user>/close/", views.close_account, name="close_account"),
    path("accounts/<str:user>/open/", views.open_account, name="open_account"),
    path("two-persons/", two_persons.two_persons, name="two_persons"),
    path("two-persons/<str:act>/", two_persons.two_person_act, name="two_person_act"),
    path("two-persons/<str:act>/take-back/", two_persons.take_back_ask, name="take_back_ask"),
    path("access-review/", views.review, name="access_review"),
    path("roles/<str:role>/end/", views.end_role, name="end_role"),
    path("roles/<str:role>/reviewed/", views.review_role, name="review_role"),
]
