"""An episode's MP3 → the same sound in the other formats that a show wants."""

from paracast.audio import opus
from paracast.audio.options import AudioOptions
from paracast.episode.model import MediaFile
from paracast.episode.shelf import Stage
from paracast.units import KilobitsPerSecond


def write_alternates(
    stage: Stage, enclosure: MediaFile, options: AudioOptions
) -> tuple[MediaFile, ...]:
    """Write them beside the MP3, from what is decoded of it.

    Raises:
        AudioError: a format cannot be written.
        ShelfError: the folder cannot be written.
    """
    if not options.opus:
        return ()
    name = enclosure.name.removesuffix(".mp3") + opus.ENDING
    pieces = opus.to_opus(stage.folder / enclosure.name, KilobitsPerSecond(options.opus))
    return (stage.write(name, opus.TYPE, pieces),)
