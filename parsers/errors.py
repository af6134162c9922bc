"""What can stop a parse.

CotcError
├── UsageError            the call makes no sense (exit code 2)
├── SourceError           the input cannot be read (exit code 1)
│   ├── MissingInputError    no such file, or a directory
│   ├── NotAPaperError       not a kind of file that cotc reads
│   ├── DamagedInputError    the right kind of file, but broken beyond repair
│   ├── EncryptedInputError  a password is needed, or the one given is wrong
│   ├── NoTextError          pages that are pictures: no text layer to read
│   └── LimitError           larger than the limits in force
├── ProfileError          a profile file is wrong
└── ExportError           the result could not be written

Each message is one line: what is wrong, and after a dash what to try.
"""


class CotcError(Exception):
    """Base of all errors that are shown to a user as one line.

    `what` says what is wrong; `advice`, where there is any, what to try.
    """

    exit_code = 1

    def __init__(self, what: str, advice: str | None = None) -> None:
        super().__init__(what if advice is None else f"{what} — {advice}")
        self.what = what
        self.advice = advice


class UsageError(CotcError):
    exit_code = 2


class SourceError(CotcError):
    pass


class MissingInputError(SourceError):
    pass


class NotAPaperError(SourceError):
    pass


class DamagedInputError(SourceError):
    pass


class EncryptedInputError(SourceError):
    pass


class NoTextError(SourceError):
    pass


class LimitError(SourceError):
    pass


class ProfileError(CotcError):
    exit_code = 2


class ExportError(CotcError):
    pass
