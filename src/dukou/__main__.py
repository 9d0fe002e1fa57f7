"""`dukou` on the command line. The settings are named before anything of Django is imported."""

import os


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dukou.settings")
    from dukou.cli.main import run

    run()


if __name__ == "__main__":
    main()
