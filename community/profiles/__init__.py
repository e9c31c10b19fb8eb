"""The public face of a person: name, avatar, bio, follows."""
