from django.urls import path

from community.profiles import views

app_name = "profiles"
urlpatterns = [
    path("me/", views.me, name="me"),
    path("edit/", views.edit, name="edit"),
    path("<row:user_id>/", views.profile, name="profile"),
    path("<row:user_id>/follow/", views.follow, name="follow"),
    path("<row:user_id>/unfollow/", views.unfollow, name="unfollow"),
    path("<row:user_id>/followers/", views.followers, name="followers"),
    path("<row:user_id>/following/", views.following, name="following"),
]
