"""Writes down what is said in a Russian sound file: transcribe.py MODEL SOUND. Words go to standard output; there is no network."""

import os
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
# One thread: the other processors are for calls.
os.environ["OMP_NUM_THREADS"] = "1"

from faster_whisper import WhisperModel  # noqa: E402


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: transcribe.py MODEL SOUND")
    model = WhisperModel(sys.argv[1], device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True)
    # Silence is left out first: of silence alone, a recogniser makes words that nobody said.
    pieces, _ = model.transcribe(sys.argv[2], language="ru", vad_filter=True, condition_on_previous_text=False)
    for piece in pieces:
        print(piece.text.strip(), flush=True)


main()
