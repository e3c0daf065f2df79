"""Ports and adapters: speech to text, text to speech, voice activity, the model store."""
