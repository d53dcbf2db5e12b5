"""Voices over the network (在线语音): a department's own or chosen speech service, offered only where an administrator set one."""

from studio.speaking.online import ONLINE, Online, offer_online
from studio.speaking.settings import SpeechSettings, from_environment, is_installed

__all__ = ["ONLINE", "Online", "SpeechSettings", "from_environment", "is_installed", "offer_online"]
