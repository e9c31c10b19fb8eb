from django.urls import path

from community.moderation import views

app_name = "moderation"
urlpatterns = [
    path("flag/<slug:kind>/<str:id>/", views.flag, name="flag"),
    path("", views.queue, name="queue"),
    path("people/<row:user_id>/", views.person, name="person"),
    path("<row:pk>/", views.case, name="case"),
]
