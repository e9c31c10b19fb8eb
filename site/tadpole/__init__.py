"""Tadpole (小蝌蚪): the Django project."""
