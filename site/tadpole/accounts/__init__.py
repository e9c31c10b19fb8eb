"""Who may sign in: people, sessions, proofs, consents, closing an account."""
