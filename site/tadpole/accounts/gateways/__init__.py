"""What accounts keep or send outside the database: mails, and the ledger of closed accounts."""

from tadpole.accounts.gateways.ledger import LEDGER, closed_accounts, mark_of, note_closed

__all__ = ["LEDGER", "closed_accounts", "mark_of", "note_closed"]
