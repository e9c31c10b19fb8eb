"""What happens to the catalogue."""

from dataclasses import dataclass

from tadpole.events import Event


@dataclass(frozen=True)
class ProductChanged(Event):
    """Editors added it, changed it or took it out."""

    product_id: int
