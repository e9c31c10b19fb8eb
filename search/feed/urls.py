from django.urls import path

from search.feed import views

app_name = "feed"
urlpatterns = [path("<path:name>/", views.topic, name="topic")]
