"""The engines that ship with paracast, one module each."""
