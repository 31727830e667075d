"""Addresses of the access stage."""

from __future__ import annotations

from django.urls import path

from gavn.access import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/demo/", views.demo_sign_in, name="demo_sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("password/", views.change_password, name="change_password"),
    path("tree/", views.tree, name="tree"),
    path("tree/<str:unit>/add/", views.add_unit, name="add_unit"),
    path("tree/<str:unit>/name/", views.rename_unit, name="rename_unit"),
    path("accounts/", views.accounts, name="accounts"),
    path("accounts/add/", views.add_user, name="add_user"),
    path("accounts/<str:user>/", views.account, name="account"),
    path("accounts/<str:user>/role/", views.give_role, name="give_role"),
    path("roles/<str:role>/end/", views.end_role, name="end_role"),
]
