"""Monitoring in the year: warning lights, forecasts of the year end, and what must be explained."""

from jiheng.monitoring.explanations import (
    Cause,
    Explanation,
    Lack,
    Likelihood,
    lacking_explanations,
)
from jiheng.monitoring.forecasts import Forecast, foresee, foresee_money
from jiheng.monitoring.lights import Light, Overall, Reading, light_of, money_light, overall
from jiheng.monitoring.parameters import MonitoringParameters, load_parameters, parameter_names
from jiheng.monitoring.progress import usual_accumulation

__all__ = [
    "Cause",
    "Explanation",
    "Forecast",
    "Lack",
    "Light",
    "Likelihood",
    "MonitoringParameters",
    "Overall",
    "Reading",
    "foresee",
    "foresee_money",
    "lacking_explanations",
    "light_of",
    "load_parameters",
    "money_light",
    "overall",
    "parameter_names",
    "usual_accumulation",
]
