"""`dukou` on the command line. The settings are named before anything of Django is imported."""

import gc
import os


def main() -> None:
    """Run the command line. Until everything is loaded the collector would go through what stays anyway, again and again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dukou.settings")
    # arrays here are small and servers have several processes: more threads would only wait for one another
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.disable()
    from dukou.cli.main import run

    run()


if __name__ == "__main__":
    main()
