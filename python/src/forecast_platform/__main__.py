"""The forecasting package on the command line: `python -m forecast_platform COMMAND`."""

import sys

from forecast_platform.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
