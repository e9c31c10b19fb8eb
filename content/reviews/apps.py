from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "content.reviews"
    label = "reviews"

    def ready(self) -> None:
        from content.reviews import listeners  # noqa: F401
        from content.reviews.views import of_product
        from tadpole.ui.slots import fill

        fill("product.reviews", of_product)
