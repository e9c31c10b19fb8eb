"""Every socket's address. Live rooms ask a signed ticket instead of the session: no query for each of a thousand viewers."""

from channels.auth import AuthMiddlewareStack
from django.urls import path

from community.live.consumers import LiveConsumer
from community.notifications.consumers import NoticesConsumer

routes = [
    path("ws/notices/", AuthMiddlewareStack(NoticesConsumer.as_asgi())),
    path("ws/live/<row:session_id>/", LiveConsumer.as_asgi()),
]
