"""Every socket's address."""

from django.urls import path

from community.live.consumers import LiveConsumer
from community.notifications.consumers import NoticesConsumer

routes = [
    path("ws/notices/", NoticesConsumer.as_asgi()),
    path("ws/live/<int:session_id>/", LiveConsumer.as_asgi()),
]
