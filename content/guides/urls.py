from django.urls import path

from content.guides import views

app_name = "guides"
urlpatterns = [
    path("", views.waiting, name="waiting"),
    path("<row:review_id>/", views.review, name="review"),
    path("page/<row:page_id>/", views.edit, name="edit"),
]
