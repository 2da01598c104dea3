"""The command that runs the main job on the sample family."""

from __future__ import annotations

import argparse
from pathlib import Path

from ui.cli.output import Output
from ui.jobs import demo as demo_job


def demo(arguments: argparse.Namespace, output: Output) -> int:
    """Run the main job on the bundled sample family."""
    return demo_job.run(Path(arguments.out), output.progress, output.record, output.sentence)
