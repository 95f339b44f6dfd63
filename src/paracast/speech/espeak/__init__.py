"""eSpeak NG's C library: what it says, and what it says in phonemes, for the engines above."""
