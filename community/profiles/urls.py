from django.urls import path

from community.profiles import views

app_name = "profiles"
urlpatterns = [
    path("me/", views.me, name="me"),
    path("edit/", views.edit, name="edit"),
    path("<int:user_id>/", views.profile, name="profile"),
    path("<int:user_id>/follow/", views.follow, name="follow"),
    path("<int:user_id>/unfollow/", views.unfollow, name="unfollow"),
    path("<int:user_id>/followers/", views.followers, name="followers"),
    path("<int:user_id>/following/", views.following, name="following"),
]
