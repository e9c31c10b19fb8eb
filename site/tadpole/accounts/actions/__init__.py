"""What a person does with an account, what is done about one, and the pace at which things may be done."""

from tadpole.accounts.actions.accounts import (
    change_zone,
    close_account,
    close_unconfirmed,
    end_sessions,
    forget_ended_sessions,
    free_address,
    make_room_for_factor,
    record_consents,
    take_over,
    tell_account_opened,
)
from tadpole.accounts.actions.mails import post_mail, send_left_mails, send_mail
from tadpole.accounts.actions.pace import forget_pace, keep_pace, signed_in
from tadpole.accounts.actions.sanctions import impose, lift, refuse_silenced, sentence_of

__all__ = [
    "change_zone",
    "close_account",
    "close_unconfirmed",
    "end_sessions",
    "forget_ended_sessions",
    "forget_pace",
    "free_address",
    "impose",
    "keep_pace",
    "lift",
    "make_room_for_factor",
    "post_mail",
    "record_consents",
    "refuse_silenced",
    "send_left_mails",
    "send_mail",
    "sentence_of",
    "signed_in",
    "take_over",
    "tell_account_opened",
]
