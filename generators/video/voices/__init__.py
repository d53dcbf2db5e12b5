"""The offline voice: Kokoro-82M (int8) run by onnxruntime, with the voice vectors kept here. Needs the extra ``voice``."""
