"""Who speaks: the offline voice (Kokoro-82M run by onnxruntime, extra ``voice``), recordings of people, and the list of voices offered."""
