"""Sound as samples: one channel, 16 bits, and the rate that gives them a duration."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from paracast.units import Hertz, Samples, to_seconds

if TYPE_CHECKING:  # numpy takes a tenth of a second, and not every run has to do with sound
    import numpy as np
    import numpy.typing as npt

Int16: TypeAlias = "npt.NDArray[np.int16]"


@dataclass(frozen=True, slots=True, eq=False)
class Pcm:
    """Mono sound.

    Attributes:
        samples: shape (n,), signed 16 bits, full scale 32768; never written to.
        rate: samples a second.
    """

    samples: Int16
    rate: Hertz

    @classmethod
    def of_bytes(cls, data: bytes, rate: Hertz) -> "Pcm":
        """Take samples as they lie in memory, in the machine's byte order."""
        import numpy as np

        return cls(np.frombuffer(data, np.int16), rate)

    def __len__(self) -> int:
        return len(self.samples)

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return to_seconds(Samples(len(self.samples)), self.rate)
