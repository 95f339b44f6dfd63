"""Neural voices of several families through sherpa-onnx; eSpeak NG gives their phonemes.

sherpa-onnx ends the whole process where a model's metadata or its tokens are not what it expects
(2.0.1), so every file is looked at before the library sees it.
"""

from paracast.speech.engines.sherpa.engine import SherpaEngine

__all__ = ["SherpaEngine"]
