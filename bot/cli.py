"""The verbs and their options; does no work itself."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bot.errors import BotError, KnowledgeError, SettingsError
from bot.settings import Settings

WRONG_USE = 2
OUR_FAULT = 3


class _German(argparse.HelpFormatter):
    """argparse's own words, in German."""

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        return super().add_usage(usage, actions, groups, prefix or "Aufruf: ")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        """Say in German that the call was wrong, and exit with 2."""
        del message
        self.print_usage(sys.stderr)
        print(
            f"Diesen Aufruf verstehe ich nicht. „{self.prog} --help“ zeigt, was möglich ist.",
            file=sys.stderr,
        )
        raise SystemExit(WRONG_USE)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="jobcenter-bot",
        description="Der Telegram-Bot des Jobcenters Bochum.",
        formatter_class=_German,
        add_help=False,
    )
    _help(parser)
    verbs = parser.add_subparsers(dest="verb", title="Befehle", metavar="BEFEHL")

    def verb(name: str, text: str) -> argparse.ArgumentParser:
        command = verbs.add_parser(
            name, help=text, description=text, formatter_class=_German, add_help=False
        )
        _help(command)
        return command

    def folder(command: argparse.ArgumentParser) -> None:
        command.add_argument(
            "--wissen", type=Path, metavar="ORDNER", help="Wissensordner (sonst BOT_KNOWLEDGE)"
        )

    run = verb("run", "Bot starten: mit BOT_TOKEN auf Telegram, sonst die Vorschau im Browser.")
    folder(run)
    run.add_argument("--port", type=int, help="Anschluss der Vorschau (sonst 8080)")

    ask = verb("ask", "Eine Frage stellen und sehen, wie sie verstanden wird.")
    folder(ask)
    ask.add_argument("text", nargs="?", help="die Frage")
    ask.add_argument("--sprache", default="de", help="Sprache des Chats, zum Beispiel uk")
    ask.add_argument("--am", type=_day, metavar="TAG", help="so antworten wie an diesem Tag")
    ask.add_argument("--json", action="store_true", help="Ausgabe für Maschinen")
    ask.add_argument(
        "--beispiele", action="store_true", help="auch erfundene Sprechstunden, wie in der Vorschau"
    )
    ask.add_argument(
        "--jsonl", action="store_true", help="viele Fragen als JSON-Zeilen von der Eingabe"
    )

    chat = verb("chat", "Ein Gespräch im Terminal; Knöpfe sind Nummern.")
    folder(chat)
    chat.add_argument("--sprache", default="de", help="Sprache des Chats")
    chat.add_argument("--am", type=_day, metavar="TAG", help="so antworten wie an diesem Tag")

    check = verb("check", "Einen Wissensordner prüfen.")
    check.add_argument("ordner", nargs="?", type=Path, help="Ordner (sonst BOT_KNOWLEDGE)")
    check.add_argument("--kurz", action="store_true", help="eine Zeile je Fund, für Maschinen")
    check.add_argument(
        "--gegen",
        metavar="STAND",
        help="zeigen, was sich gegenüber einem Ordner oder einem git-Stand ändert",
    )

    schema = verb("schema", "Hilfe für VS Code schreiben: Felder ergänzen und erklären.")
    schema.add_argument("ordner", nargs="?", type=Path, help="Ordner (sonst BOT_KNOWLEDGE)")

    evaluate = verb("eval", "Messen, wie gut das Wissen verstanden wird.")
    folder(evaluate)
    evaluate.add_argument("--json", action="store_true", help="Ausgabe für Maschinen")
    evaluate.add_argument(
        "--haelfte",
        choices=["sichtbar", "verdeckt", "beide"],
        default="beide",
        help="welche Hälfte der Prüfsätze",
    )
    evaluate.add_argument("--fehler", action="store_true", help="jeden Fehlgriff zeigen")
    evaluate.add_argument(
        "--offen", action="store_true", help="die Liste der bekannten Fehlgriffe neu schreiben"
    )
    evaluate.add_argument(
        "--schwellen", action="store_true", help="Schwellen berechnen und speichern"
    )
    evaluate.add_argument("--stoerungen", action="store_true", help="auch mit Tippfehlern messen")

    schedule = verb("schedule", "Die nächsten Sprechstunden, nach Orten.")
    folder(schedule)
    schedule.add_argument("--ab", type=_day, metavar="TAG", help="erster Tag (sonst heute)")
    schedule.add_argument("--ort", metavar="KENNUNG", help="nur dieser Ort")
    schedule.add_argument("--ics", type=Path, metavar="DATEI", help="auch als Kalenderdatei")
    schedule.add_argument(
        "--absagen", action="store_true", help="was von unterwegs abgesagt ist, für den Kalender"
    )

    qr = verb("qr", "Links, QR-Codes und Aushänge zum Drucken.")
    folder(qr)
    _qr_options(qr)

    _data_verbs(verb)

    match = verb("match", "Nur die Zuordnung, mit eigenen Beispielen (JSON-Zeilen).")
    match.add_argument(
        "--examples", type=Path, required=True, metavar="DATEI", help="Zeilen mit text und intent"
    )
    return parser


def _data_verbs(verb: Callable[[str, str], argparse.ArgumentParser]) -> None:
    report = verb("report", "Was gefragt wurde: Summen, weitergegebene Fragen, Aushänge.")
    report.add_argument(
        "--wissen", type=Path, metavar="ORDNER", help="Wissensordner (sonst BOT_KNOWLEDGE)"
    )
    report.add_argument("--wochen", type=int, default=12, metavar="ZAHL", help="wie viele (12)")
    report.add_argument("--bis", type=_day, metavar="TAG", help="letzter Tag (sonst heute)")
    report.add_argument("--json", action="store_true", help="Ausgabe für Maschinen")
    report.add_argument("--html", type=Path, metavar="DATEI", help="Seite mit Bildern schreiben")
    report.add_argument(
        "--datasette", type=Path, metavar="ORDNER", help="Datenbank für Datasette schreiben"
    )

    forget = verb("forget", "Jetzt löschen, was abgelaufen ist, oder alles über einen Chat.")
    forget.add_argument("--chat", type=int, metavar="NUMMER", help="alles über diesen Chat löschen")

    backup = verb("backup", "Die Datenbank sichern, auch während der Bot läuft.")
    backup.add_argument("ziel", type=Path, help="Datei oder Ordner der Sicherung")
    backup.add_argument(
        "--zurueckspielen", action="store_true", help="statt sichern: diese Sicherung einspielen"
    )

    secret = verb("schluessel", "Prüfen, ob Schlüssel und Datenbank zusammenpassen.")
    secret.add_argument(
        "--erneuern", action="store_true", help="neuen Schlüssel anlegen, alles neu verschlüsseln"
    )


def _qr_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--bot", metavar="NAME", help="Name des Bots auf Telegram")
    command.add_argument("--nach", type=Path, metavar="ORDNER", help="wohin")
    command.add_argument(
        "--auswertung", action="store_true", help="statt drucken: wie oft jeder Code benutzt wurde"
    )
    command.add_argument("--aushang", metavar="KENNUNG", help="welcher Aushang")
    command.add_argument("--ziel", metavar="KENNUNG", help="Frage oder Ort, wohin er führt")
    command.add_argument("--format", metavar="FORMAT", help="a4, a6 oder visitenkarten")
    command.add_argument("--sprachen", default="", help="eine bis vier, mit Komma: de,uk,ar,tr")
    command.add_argument("--draussen", action="store_true", help="Code, der mehr Flecken verträgt")
    command.add_argument("--alle", action="store_true", help="alle aus quartier/aushaenge.yaml")
    command.add_argument(
        "--am", type=_day, metavar="TAG", help="Stand auf dem Aushang (sonst heute)"
    )


def _help(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help="diese Hilfe zeigen")


def _day(text: str) -> date:
    return date.fromisoformat(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code.

    Args:
        arguments: Instead of the process's own, for tests.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    parser = _parser()
    try:
        options = parser.parse_args(arguments)
        if options.verb is None:
            parser.print_help()
            return WRONG_USE
        return _run(options, Settings.from_environment())
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else WRONG_USE
    except SettingsError as error:
        print(error.german, file=sys.stderr)
        return WRONG_USE
    except KnowledgeError as error:
        print(error.german, file=sys.stderr)
        return 1
    except BotError as error:
        print(error.german, file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 0
    except Exception:
        logging.getLogger(__name__).exception("verb failed")
        print(
            "Das ist ein Fehler im Programm, nicht bei Ihnen. Bitte geben Sie die Zeilen darüber "
            "an die Betreuung weiter.",
            file=sys.stderr,
        )
        return OUR_FAULT


def _run(options: argparse.Namespace, settings: Settings) -> int:
    # The verbs are imported where they are used: "check" needs no web server.
    knowledge = getattr(options, "wissen", None) or settings.knowledge
    match options.verb:
        case "run":
            from bot.commands.run import run  # noqa: PLC0415

            return run(settings, knowledge=knowledge, port=options.port)
        case "ask":
            from bot.commands.ask import ask, ask_many  # noqa: PLC0415

            if options.jsonl:
                return ask_many(knowledge, cache=settings.cache, day=options.am)
            if not options.text:
                print(
                    'Welche Frage? Zum Beispiel: jobcenter-bot ask "termin verpasst"',
                    file=sys.stderr,
                )
                return WRONG_USE
            return ask(
                options.text,
                knowledge,
                cache=settings.cache,
                language=options.sprache,
                day=options.am,
                as_json=options.json,
                examples=options.beispiele,
            )
        case "chat":
            from bot.commands.chat import chat  # noqa: PLC0415

            return chat(knowledge, cache=settings.cache, language=options.sprache, day=options.am)
        case "check":
            from bot.commands.check import check  # noqa: PLC0415

            folder = options.ordner or settings.knowledge
            if options.gegen:
                from bot.commands.impact import impact  # noqa: PLC0415

                return impact(folder, options.gegen, cache=settings.cache)
            return check(folder, short=options.kurz)
        case "schema":
            from bot.commands.schema import write_schemas  # noqa: PLC0415

            return write_schemas(options.ordner or settings.knowledge)
        case "eval":
            from bot.commands.evaluate import evaluate  # noqa: PLC0415

            return evaluate(
                knowledge,
                cache=settings.cache,
                half=options.haelfte,
                as_json=options.json,
                show_misses=options.fehler,
                disturbed=options.stoerungen,
                list_open=options.offen,
                compute_thresholds=options.schwellen,
            )
        case "schedule":
            from bot.commands.schedule import schedule  # noqa: PLC0415

            return schedule(
                knowledge,
                first=options.ab,
                place=options.ort,
                ics=options.ics,
                database=settings.database,
                cancelled=options.absagen,
            )
        case "qr" if options.auswertung:
            from bot.commands.poster_scans import poster_scans  # noqa: PLC0415

            return poster_scans(knowledge, settings.database, day=options.am)
        case "qr":
            from bot.commands.qr import qr  # noqa: PLC0415

            if not options.bot or not options.nach:
                print("Zum Drucken fehlt --bot NAME oder --nach ORDNER.", file=sys.stderr)
                return WRONG_USE
            return qr(
                knowledge,
                bot=options.bot,
                folder=options.nach,
                poster=options.aushang,
                target=options.ziel,
                layout=options.format,
                languages=[code.strip() for code in options.sprachen.split(",") if code.strip()],
                outdoors=options.draussen,
                everything=options.alle,
                day=options.am,
            )
        case "report":
            from bot.commands.report import report  # noqa: PLC0415

            return report(
                settings.database,
                knowledge,
                weeks=options.wochen,
                as_json=options.json,
                html=options.html,
                datasette=options.datasette,
                day=options.bis,
            )
        case "forget":
            from bot.commands.forget import forget  # noqa: PLC0415

            return forget(
                settings.database,
                settings.secret_file,
                retention_days=settings.retention_days,
                chat=options.chat,
            )
        case "backup":
            from bot.commands.backup import back_up, restore  # noqa: PLC0415

            if options.zurueckspielen:
                return restore(settings.database, options.ziel)
            return back_up(settings.database, options.ziel, secret_file=settings.secret_file)
        case "schluessel":
            from bot.commands.secret import secret  # noqa: PLC0415

            return secret(settings.database, settings.secret_file, renew=options.erneuern)
        case _:
            from bot.commands.match import match  # noqa: PLC0415

            return match(options.examples, cache=settings.cache)
