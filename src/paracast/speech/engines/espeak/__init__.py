"""eSpeak NG through pyttsx3's engine API, with a driver of our own.

pyttsx3's stock driver loses files, hangs and crashes when it writes speech to a file (its issues
#142, #219, #259, #402, #440); ours is synchronous and keeps sound and word marks in memory.
"""

from paracast.speech.engines.espeak.engine import EspeakEngine

__all__ = ["EspeakEngine"]
