from django.urls import path

from community.notes import views

app_name = "notes"
urlpatterns = [
    path("", views.notes, name="notes"),
    path("new/", views.publish, name="publish"),
    path("<row:note_id>/", views.note, name="note"),
    path("<row:note_id>/edit/", views.edit, name="edit"),
    path("<row:note_id>/delete/", views.delete, name="delete"),
    path("<row:note_id>/like/", views.like, name="like"),
]
