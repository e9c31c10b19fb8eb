from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "community.products"
    label = "products"
