from django.urls import path

from community.families import views

app_name = "families"
urlpatterns = [
    path("", views.family, name="family"),
    path("add/", views.add_child, name="add_child"),
    path("<row:child_id>/", views.change_child, name="change_child"),
    path("<row:child_id>/remove/", views.remove_child, name="remove_child"),
]
