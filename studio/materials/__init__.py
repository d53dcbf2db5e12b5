"""Files a person gives for a product (素材): pictures, recordings, music. What they hold is made anew; only that is kept.

``made_safe`` is the way in for any bytes; ``maps`` knows which pictures are maps and how a 审图号 is written.
"""

from studio.materials.safely import Cleaned, made_safe

__all__ = ["Cleaned", "made_safe"]
