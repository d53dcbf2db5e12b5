"""The slide video (政策短视频): storyboard, voice, captions, film."""

from generators.video.product import Video

__all__ = ["Video"]
