"""A server of OpenAI's kind on this machine for the tests: it streams, limits, fails, lies and hangs as it is told."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def wording(text, *quotes):
    """Return an answer of the agreed shape; ``quotes`` are (ref, quote) pairs."""
    return json.dumps({"text": text, "quotes": [{"ref": ref, "quote": quote} for ref, quote in quotes]}, ensure_ascii=False)


class ModelServer:
    """Answers one question after another with ``behaviours``, the last of them for ever; keeps what it was asked."""

    def __init__(self, *behaviours):
        self.behaviours, self.asked, self.headers = list(behaviours), [], []
        self.freed = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                server.asked.append(json.loads(body))
                server.headers.append({name.lower(): value for name, value in self.headers.items()} | {"path": self.path})
                behaviour = server.behaviours.pop(0) if len(server.behaviours) > 1 else server.behaviours[0]
                self.close_connection = True
                try:
                    behaviour(self, server.asked[-1], server)
                except (BrokenPipeError, ConnectionResetError):
                    return

            do_GET = do_POST

            def log_message(self, *_):
                return

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/v1"
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()

    def close(self):
        """Stop answering."""
        self.freed.set()
        self._http.shutdown()
        self._http.server_close()


@contextmanager
def serving(*behaviours):
    """Run a model server with these behaviours."""
    server = ModelServer(*behaviours)
    try:
        yield server
    finally:
        server.close()


def send(handler, status, body, kind="application/json", **headers):
    """Send one whole response."""
    data = body if isinstance(body, bytes) else body.encode()
    handler.send_response(status)
    for name, value in {"content-type": kind, "content-length": str(len(data)), "connection": "close", **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(data)


def says(text):
    """Answer with ``text`` at once."""

    def behave(handler, asked, server):
        send(handler, 200, json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}))

    return behave


def streams(text, *, size=7, pause=0.0):
    """Answer with ``text`` in pieces of ``size`` characters, thoughts first."""

    def behave(handler, asked, server):
        handler.send_response(200)
        handler.send_header("content-type", "text/event-stream; charset=utf-8")
        handler.end_headers()
        pieces = [text[at : at + size] for at in range(0, len(text), size)]
        events = [{"choices": []}, {"choices": [{"delta": {"role": "assistant", "reasoning_content": "想一想"}}]}]
        events += [{"choices": [{"delta": {"content": piece}}]} for piece in pieces]
        for event in events:
            handler.wfile.write(f"data: {json.dumps(event, ensure_ascii=False)}\r\n\r\n".encode())
            handler.wfile.flush()
            time.sleep(pause)
        handler.wfile.write(b": done\n\ndata: [DONE]\n\n")

    return behave


def fails(status, **headers):
    """Refuse with a status."""

    def behave(handler, asked, server):
        send(handler, status, json.dumps({"error": {"message": "<b>secret detail</b>"}}), **headers)

    return behave


def only_formats(accepted, then):
    """Refuse with 400 what asks for another answer format than those ``accepted`` (None: none asked for)."""

    def behave(handler, asked, server):
        wanted = asked.get("response_format", {}).get("type")
        (then if wanted in accepted else fails(400))(handler, asked, server)

    return behave


def hangs(handler, asked, server):
    """Take the question and never answer."""
    server.freed.wait(30)


def resets(handler, asked, server):
    """Begin an answer and drop the connection in the middle."""
    handler.send_response(200)
    handler.send_header("content-type", "text/event-stream")
    handler.send_header("content-length", "100000")
    handler.end_headers()
    handler.wfile.write(b'data: {"choices": [{"delta": {"content": "{"}}]}\n\n')
    handler.wfile.flush()
    handler.connection.shutdown(2)


def drips(handler, asked, server):
    """Send a sign of life for ever and never come to an end."""
    handler.send_response(200)
    handler.send_header("content-type", "text/event-stream")
    handler.end_headers()
    while not server.freed.wait(0.05):
        handler.wfile.write(b": still thinking\n\n")
        handler.wfile.flush()
