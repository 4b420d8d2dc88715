"""The package rapidocr, if it is installed.  Its models are part of it: nothing is fetched."""

from __future__ import annotations

import os
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from PIL.Image import Image

from scanner.read.ocr.spaces import Box, with_spaces
from scanner.read.ocr.spot import Spot

_LONGEST_SIDE = 2200  # pixels: 200 dpi of a letter page; more costs time and gives nothing
_THREADS = 4
_LEAST_SCORE = 0.3  # what scores less is no word


def present() -> bool:
    """The package is there with all that it needs."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def read(picture: Image) -> list[Spot]:
    """The lines of a picture, those that stand on their side included."""
    import numpy as np

    shrunk = picture.convert("RGB")
    shrunk.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    scale = picture.width / shrunk.width
    found = _engine()(np.asarray(shrunk)[:, :, ::-1])
    if found.boxes is None or not found.txts:
        return []
    grey = np.asarray(shrunk.convert("L"))
    spots = []
    for words, score, box, letters in zip(found.txts, found.scores, found.boxes, found.word_results, strict=True):
        places = [_around(corners) for _, _, corners in letters]
        a, b, c, d = ((float(x) * scale, float(y) * scale) for x, y in box)
        spots.append(Spot(with_spaces(words, places, grey), float(score), (a, b, c, d)))
    return spots


def _around(corners: Any) -> Box:
    xs, ys = zip(*corners, strict=True)
    return float(min(xs)), float(min(ys)), float(max(xs)), float(max(ys))


@lru_cache(maxsize=1)
def _engine() -> Any:
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    parameters: dict[str, object] = {
        "Global.log_level": "critical",
        "Global.use_cls": False,
        "Global.return_word_box": True,
        "Global.return_single_char_box": True,
        "Global.text_score": _LEAST_SCORE,
        "Global.max_side_len": _LONGEST_SIDE,
        "EngineConfig.onnxruntime.intra_op_num_threads": min(os.cpu_count() or 1, _THREADS),
    }
    # A path named here is opened as it is; without one the package would look whether there is a newer one to fetch.
    for task in ("det", "rec"):
        [model] = models.glob(f"*_{task}_*.onnx")
        parameters[f"{task.capitalize()}.model_path"] = str(model)
    return rapidocr.RapidOCR(params=parameters)
