from django.urls import path

from search.results import views

app_name = "results"
urlpatterns = [
    path("", views.search, name="search"),
    path("suggest/", views.suggest, name="suggest"),
]
