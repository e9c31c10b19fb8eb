from django.urls import path

from . import views

app_name = "ui"

urlpatterns = [
    path("_ui/", views.style_page, name="style"),
    path("_ui/token/", views.token, name="token"),
    path("offline/", views.offline, name="offline"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_contact, name="security_contact"),
    path("sw.js", views.service_worker, name="service_worker"),
]
