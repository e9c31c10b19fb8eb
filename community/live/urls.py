from django.urls import path

from community.live import views

app_name = "live"
urlpatterns = [
    path("", views.live, name="live"),
    path("studio/", views.studio_list, name="own"),
    path("schedule/", views.schedule, name="schedule"),
    path("<int:session_id>/", views.session, name="session"),
    path("<int:session_id>/comment/", views.comment, name="comment"),
    path("<int:session_id>/comments/", views.comments, name="comments"),
    path("<int:session_id>/ticket/", views.ticket, name="ticket"),
    path("<int:session_id>/studio/", views.studio, name="studio"),
    path("<int:session_id>/edit/", views.edit, name="edit"),
    path("<int:session_id>/start/", views.start, name="start"),
    path("<int:session_id>/end/", views.end, name="end"),
]
