"""The infographic (一图读懂): outline, layout, sizes."""

from generators.infographic.product import Infographic

__all__ = ["Infographic"]
