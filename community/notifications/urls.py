from django.urls import path

from community.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.notices, name="notices"),
    path("read/", views.read_all, name="read_all"),
    path("<row:notice_id>/read/", views.read_one, name="read_one"),
]
