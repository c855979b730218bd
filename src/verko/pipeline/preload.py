"""What the process that children are forked from imports: everything a notebook or a reader needs.

It must not start threads, open sockets or draw, since a fork would inherit them half.
"""

import ipykernel.kernelapp  # noqa: F401
import IPython.core.completer  # noqa: F401
import matplotlib.backends.backend_svg  # noqa: F401
import nltk  # noqa: F401
import pandas  # noqa: F401
import pyarrow.parquet  # noqa: F401
import scipy.stats  # noqa: F401
import seaborn  # noqa: F401

import verko.notebook
import verko.pipeline.stations  # noqa: F401
