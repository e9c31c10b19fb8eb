"""Redis as the workers' broker, but for one habit of kombu's: a message that was taken and not begun is not put back when its connection closes.

A broker that dies while messages pour in would end its worker: kombu closes such a connection twice, and what it wants to put
back the second time goes through an address that it has let go already, which Celery holds for a mistake beyond repair.
Nothing is lost: a message only says that a row is due, and the sweep finds the row.
"""

from kombu.transport import redis


class Channel(redis.Channel):
    do_restore = False


class Transport(redis.Transport):
    Channel = Channel
