from django.urls import path

from community.threads import views

app_name = "threads"
urlpatterns = [
    path("new/", views.open_thread, name="open"),
    path("<row:thread_id>/", views.thread, name="thread"),
    path("<row:thread_id>/close/", views.close, name="close"),
    path("<row:thread_id>/reopen/", views.reopen, name="reopen"),
    path("<row:thread_id>/news/", views.news, name="news"),
    path("<row:thread_id>/since/", views.since, name="since"),
    path("<row:thread_id>/reply/", views.reply, name="reply"),
    path("<row:thread_id>/<row:number>/", views.post, name="post"),
    path("<row:thread_id>/<row:number>/edit/", views.edit_post, name="edit_post"),
    path("<row:thread_id>/<row:number>/delete/", views.delete_post, name="delete_post"),
    path("<row:thread_id>/<row:number>/like/", views.like, name="like"),
    path("<row:thread_id>/<row:number>/unlike/", views.unlike, name="unlike"),
]
