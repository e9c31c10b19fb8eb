from django.urls import path

from campaigns.contests import views

app_name = "contests"
urlpatterns = [
    path("<row:contest_id>/", views.contest, name="contest"),
    path("<row:contest_id>/enter/", views.enter, name="enter"),
    path("<row:contest_id>/close/", views.close, name="close"),
    path("entry/<row:entry_id>/", views.entry, name="entry"),
    path("entry/<row:entry_id>/vote/", views.vote, name="vote"),
    path("entry/<row:entry_id>/withdraw/", views.withdraw, name="withdraw"),
]
