from django.urls import path

from community.threads import views

app_name = "threads"
urlpatterns = [
    path("new/", views.open_thread, name="open"),
    path("<int:thread_id>/", views.thread, name="thread"),
    path("<int:thread_id>/reply/", views.reply, name="reply"),
    path("<int:thread_id>/<int:number>/", views.post, name="post"),
    path("<int:thread_id>/<int:number>/edit/", views.edit_post, name="edit_post"),
    path("<int:thread_id>/<int:number>/delete/", views.delete_post, name="delete_post"),
    path("<int:thread_id>/<int:number>/like/", views.like, name="like"),
    path("<int:thread_id>/<int:number>/unlike/", views.unlike, name="unlike"),
]
