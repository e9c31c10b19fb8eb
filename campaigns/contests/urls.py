from django.urls import path

from campaigns.contests import views

app_name = "contests"
urlpatterns = [
    path("<int:contest_id>/", views.contest, name="contest"),
    path("<int:contest_id>/enter/", views.enter, name="enter"),
    path("<int:contest_id>/close/", views.close, name="close"),
    path("entry/<int:entry_id>/", views.entry, name="entry"),
    path("entry/<int:entry_id>/vote/", views.vote, name="vote"),
    path("entry/<int:entry_id>/withdraw/", views.withdraw, name="withdraw"),
]
