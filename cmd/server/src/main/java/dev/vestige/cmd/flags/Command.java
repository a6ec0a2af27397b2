package dev.vestige.cmd.flags;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What the first word of the command line can be when it is no flag of the server: the single
/// place that help, manual and completion know the commands from.
public enum Command {
  VERIFY("DIR", "reads all of a data directory or snapshot and checks it"),
  INSPECT("DIR", "tells what a data directory or snapshot consists of"),
  DOCTOR("", "tells what of the machine is in the way of a server"),
  SNAPSHOT("", "makes, lists or deletes snapshots on all storage nodes"),
  BACKUP("", "copies a snapshot to a directory of backups"),
  RESTORE("", "makes a data directory of a backup"),
  IMPORT("", "copies spans from VictoriaTraces, or from files of Jaeger or OTLP"),
  CLUSTER("status", "asks the nodes of -storageNode how they are"),
  QUERY("[QUERY]", "asks a node in LogsQL; without a query, a shell"),
  VTGEN("", "makes up traces and sends them"),
  MANUAL("", "prints the manual page, for man -l -"),
  COMPLETION("bash|zsh|fish", "prints what completes commands and flags in a shell");

  private final String arguments;
  private final String summary;

  Command(String arguments, String summary) {
    this.arguments = arguments;
    this.summary = summary;
  }

  /// The command of that name.
  public static Optional<Command> find(String word) {
    return Arrays.stream(values()).filter(command -> command.word().equals(word)).findFirst();
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What it does, as the end of a sentence.
  public String summary() {
    return summary;
  }

  public FlagTable flags() {
    return switch (this) {
      case VERIFY, INSPECT, MANUAL, COMPLETION -> FlagTable.NONE;
      case DOCTOR, CLUSTER -> FlagTable.VESTIGE;
      case SNAPSHOT -> FlagTable.SNAPSHOT;
      case BACKUP -> FlagTable.BACKUP;
      case RESTORE -> FlagTable.RESTORE;
      case IMPORT -> FlagTable.IMPORT;
      case QUERY -> FlagTable.QUERY;
      case VTGEN -> FlagTable.VTGEN;
    };
  }

  /// How it is called, in short.
  String synopsis() {
    return arguments.isEmpty() ? word() + flagSign() : word() + " " + arguments;
  }

  /// How it is called, with everything.
  String usage() {
    return word() + flagSign() + (arguments.isEmpty() ? "" : " " + arguments);
  }

  private String flagSign() {
    return flags().all().isEmpty() ? "" : " [-flag=value ...]";
  }
}
