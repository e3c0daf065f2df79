"""Errors that a person can mend, apart from bugs."""


class UserError(Exception):
    """Something the user can put right: shown as one sentence, never as a traceback.

    Parameters
    ----------
    message : str
        One or two plain sentences: what happened, where, what to do.
    """


class DataError(UserError):
    """A file that cannot be used as it is; the message names the file and, where known, the line."""


class DeviceError(UserError):
    """A microphone, loudspeaker or sound system that is missing or refuses."""


class EngineError(UserError):
    """A speech engine or its model that is missing, broken or too slow."""
