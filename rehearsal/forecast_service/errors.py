"""What the service answers instead of what was asked, and how a job ends that cannot be done."""

# Answered by every operation, whatever its model lists.
# https://docs.aws.amazon.com/forecast/latest/dg/CommonErrors.html
COMMON = frozenset(
    {
        "AccessDeniedException",
        "ExpiredTokenException",
        "IncompleteSignatureException",
        "MissingAuthenticationTokenException",
        "SerializationException",
        "SignatureDoesNotMatchException",
        "ThrottlingException",
        "UnknownOperationException",
        "ValidationException",
    }
)

# The stand-in's own: no client of the service ever sees it there.
OWN = frozenset({"StandInClockNotSet", "StandInClockWrong", "StandInDoesNotDoThis"})


class ServiceError(Exception):
    """An error answer: the code that clients branch on, and a text for people."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        """Keep the HTTP status as well; the service answers nearly everything with 400."""
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.status = status


class JobError(Exception):
    """Why a job ends in CREATE_FAILED; its text becomes the resource's `Message`."""


def invalid(message: str) -> ServiceError:
    """Refuse what was asked."""
    return ServiceError("InvalidInputException", message)


def not_found(arn: str) -> ServiceError:
    """Refuse an ARN that names nothing."""
    return ServiceError("ResourceNotFoundException", f"No resource found with the arn: {arn}")


def in_use(message: str) -> ServiceError:
    """Refuse while something else is under way."""
    return ServiceError("ResourceInUseException", message)


def limit(message: str) -> ServiceError:
    """Refuse what is more than the account may have."""
    return ServiceError("LimitExceededException", message)


def not_done(what: str) -> ServiceError:
    """Refuse what the service does and its stand-in does not, so that nobody takes it for done."""
    return ServiceError("StandInDoesNotDoThis", f"the stand-in does not do this: {what}", 501)
