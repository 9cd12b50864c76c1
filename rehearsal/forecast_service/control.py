"""How the stand-in is told the time and what to be, and what it tells of its calls."""

from forecast_service.agenda import moment_of
from forecast_service.errors import invalid
from forecast_service.resource import Fields
from forecast_service.scenario import changed
from forecast_service.service import Service

PREFIX = "/_control/"


def control(service: Service, what: str, given: Fields) -> Fields:
    """Do what a control request asks.

    Args:
        service: that is controlled.
        what: `clock` sets `{now}`; `scenario` changes what is given; `reset` forgets everything;
            `journal` returns `{calls}`, and with `{"forget": true}` lets them go.
        given: the request's JSON.

    Raises:
        ServiceError: InvalidInputException for what cannot be understood.

    """
    with service.lock:
        try:
            return _COMMANDS[what](service, given)
        except KeyError as error:
            raise invalid(f"there is no {error}; there are {', '.join(_COMMANDS)}") from error
        except (TypeError, ValueError) as error:
            raise invalid(str(error)) from error


def _clock(service: Service, given: Fields) -> Fields:
    service.account.agenda.advance(moment_of(given["now"]))
    return {"now": given["now"]}


def _scenario(service: Service, given: Fields) -> Fields:
    service.account.scenario = changed(service.account.scenario, given)
    return {}


def _reset(service: Service, _given: Fields) -> Fields:
    service.reset()
    return {}


def _journal(service: Service, given: Fields) -> Fields:
    calls = [call.to_json() for call in service.calls]
    if given.get("forget", False):
        service.calls.clear()
    return {"calls": calls}


_COMMANDS = {"clock": _clock, "scenario": _scenario, "reset": _reset, "journal": _journal}
