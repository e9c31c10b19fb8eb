from django.urls import include, path

from tadpole.accounts import views

# allauth's names (account_login, mfa_index, usersessions_list …) have no namespace, so ours have a prefix instead.
urlpatterns = [
    path("", views.settings, name="account_settings"),
    path("zone/", views.zone, name="account_zone"),
    path("close/", views.close_account, name="account_close"),
    path("staff/", views.second_factor, name="account_second_factor"),
    path("", include("allauth.urls")),
]
