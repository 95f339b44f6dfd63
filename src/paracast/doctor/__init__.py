"""A machine and a show's folder → what is in order there, and what helps where it is not."""

from paracast.doctor.examining import examine
from paracast.doctor.model import Remark, State

__all__ = ["Remark", "State", "examine"]
