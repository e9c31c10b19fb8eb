"""The four people a newcomer can sign in as: who, e-mail, password. Made by `seed_demo`, on demo sites only."""

SIGN_INS = (
    ("editor", "editor@example.org", "pond-lily-2026"),
    ("parent", "parent@example.org", "pond-lily-2026"),
    ("administrator", "admin@example.org", "pond-lily-2026"),
    ("KOL", "kol@example.org", "pond-lily-2026"),
)
