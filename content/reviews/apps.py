from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "content.reviews"
    label = "reviews"
