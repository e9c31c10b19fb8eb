from django.urls import path

from community.live import views

app_name = "live"
urlpatterns = [
    path("", views.live, name="live"),
    path("studio/", views.studio_list, name="own"),
    path("schedule/", views.schedule, name="schedule"),
    path("<row:session_id>/", views.session, name="session"),
    path("<row:session_id>/comment/", views.comment, name="comment"),
    path("<row:session_id>/comments/", views.comments, name="comments"),
    path("<row:session_id>/ticket/", views.ticket, name="ticket"),
    path("<row:session_id>/studio/", views.studio, name="studio"),
    path("<row:session_id>/edit/", views.edit, name="edit"),
    path("<row:session_id>/start/", views.start, name="start"),
    path("<row:session_id>/end/", views.end, name="end"),
]
