"""Piper's voices as they are published, on plain ONNX Runtime; eSpeak NG gives their phonemes."""

from paracast.speech.engines.piper.engine import PiperEngine

__all__ = ["PiperEngine"]
