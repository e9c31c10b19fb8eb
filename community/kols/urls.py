from django.urls import path

from community.kols import views

app_name = "kols"
urlpatterns = [
    path("", views.kols, name="kols"),
    path("apply/", views.apply, name="apply"),
    path("queue/", views.queue, name="queue"),
    path("queue/<row:user_id>/", views.answer, name="answer"),
    path("<row:user_id>/", views.kol, name="kol"),
]
