"""Opening threads, replying, changing, removing, liking; hiding and restoring by staff."""

from community.threads.actions.counting import recount_circle, recount_thread
from community.threads.actions.keeping_order import close_thread, hide_post, reopen_thread, restore_post
from community.threads.actions.leaving import leave_threads
from community.threads.actions.liking import like, unlike
from community.threads.actions.posting import ensure_discussion, open_thread, reply
from community.threads.actions.revising import delete_post, edit_post

__all__ = [
    "close_thread",
    "delete_post",
    "edit_post",
    "ensure_discussion",
    "hide_post",
    "leave_threads",
    "like",
    "open_thread",
    "recount_circle",
    "recount_thread",
    "reopen_thread",
    "reply",
    "restore_post",
    "unlike",
]
