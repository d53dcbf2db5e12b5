"""Does LibreOffice open a video and find places in it? Its own player is asked, as a presentation would ask it.

    python benchmarks/office_player.py VIDEO.mp4

Needs LibreOffice with its Python bridge (``python3-uno``) and the GStreamer plug-ins for H.264 and AAC; no screen. For five places
the picture LibreOffice shows is held against those the file has from the last key frame before the place on: the player goes to
that key frame, as it does in any file. Prints one line a place and fails when a picture is none of them.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PLACES = (0.1, 0.3, 0.5, 0.7, 0.9)
SAME = 30.0
ADDRESS = "socket,host=localhost,port=20123;urp;"


def asked_of_the_office(video: Path, out: Path) -> dict:
    """Return the length in seconds LibreOffice tells and write a PNG for each place into ``out``; runs where ``uno`` is."""
    import uno
    from com.sun.star.beans import PropertyValue

    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    office = resolver.resolve(f"uno:{ADDRESS}StarOffice.ComponentContext")

    def service(name: str):
        return office.ServiceManager.createInstanceWithContext(name, office)

    player = service("com.sun.star.comp.avmedia.Manager_GStreamer").createPlayer(video.as_uri())
    if player is None:
        return {"seconds": 0.0}
    # The length is known once the file has begun to play.
    player.start()
    time.sleep(2)
    seconds = player.getDuration()
    player.stop()
    grabber, pictures = player.createFrameGrabber(), service("com.sun.star.graphic.GraphicProvider")
    for place in PLACES:
        target = [PropertyValue("URL", 0, (out / f"{place}.png").as_uri(), 0), PropertyValue("MimeType", 0, "image/png", 0)]
        pictures.storeGraphic(grabber.grabFrame(place * seconds), tuple(target))
    return {"seconds": seconds}


def likeness(picture: Path, video: Path, second: float) -> float:
    """Return the PSNR in dB of a picture against the likest of the file from the key frame before ``second`` to a second after it."""
    import av
    import numpy
    from PIL import Image

    shown = numpy.asarray(Image.open(picture).convert("L"), numpy.float32)
    best = 0.0
    with av.open(str(video)) as container:
        stream = container.streams.video[0]
        container.seek(int(second / stream.time_base), stream=stream)
        for frame in container.decode(stream):
            if frame.time > second + 1:
                break
            error = float(numpy.mean((frame.to_ndarray(format="gray").astype(numpy.float32) - shown) ** 2))
            best = max(best, 10 * math.log10(255**2 / max(error, 1e-9)))
    return best


def with_office(video: Path, out: Path) -> dict:
    """Start LibreOffice without a screen, ask its player, end it."""
    profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
    office = subprocess.Popen(["soffice", "--headless", "--norestore", "--nologo", profile, f"--accept={ADDRESS}"], stderr=subprocess.DEVNULL)
    try:
        for _ in range(40):
            time.sleep(1)
            asked = subprocess.run(["/usr/bin/python3", __file__, "--ask", str(video), str(out)], capture_output=True, text=True)
            if not asked.returncode:
                return json.loads(asked.stdout.splitlines()[-1])
        raise SystemExit(f"LibreOffice did not answer: {asked.stderr.strip()[-300:]}")
    finally:
        office.terminate()
        office.wait(20)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("video", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--ask", action="store_true", help="used by the script itself")
    given = parser.parse_args()
    if given.ask:
        print(json.dumps(asked_of_the_office(given.video, given.out)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        told = with_office(given.video.resolve(), Path(folder))
        likenesses = {place: likeness(Path(folder) / f"{place}.png", given.video, place * told["seconds"]) for place in PLACES}
    print(f"length LibreOffice tells: {told['seconds']:.1f} s")
    for place, found in likenesses.items():
        print(f"at {place * told['seconds']:6.1f} s: {found:5.1f} dB")
    return 0 if min(likenesses.values()) >= SAME else 1


if __name__ == "__main__":
    sys.exit(main())
