"""The program `cotc`, also as `python -m cotc.cli`: everything else is loaded when interrupts are in hand."""

from typing import NoReturn

from cotc.cli import garbage, interrupts


def main() -> NoReturn:
    """Runs `cotc` with the process's own arguments, and ends the process with its exit code."""
    code = interrupts.INTERRUPTED
    try:
        interrupts.arm()
        garbage.look_seldom()
        from cotc.cli.main import main as run

        code = run()
    except KeyboardInterrupt:
        pass
    interrupts.over(code)


if __name__ == "__main__":
    main()
