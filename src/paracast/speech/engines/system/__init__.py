"""The operating system's own voices, by pyttsx3's drivers; each utterance in a process of its own.

Those drivers lose files, hang, and must not share a thread (issues #142, #151, #300, #403, #440 of
pyttsx3), so nothing of them runs in a worker. This imports nothing: the processes start with it.
"""
