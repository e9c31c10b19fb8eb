"""The same addresses that `ProbesMiddleware` answers, so that they stand in the map of the site."""

from django.urls import path

from tadpole.operations import views

app_name = "operations"

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.figures, name="metrics"),
]
