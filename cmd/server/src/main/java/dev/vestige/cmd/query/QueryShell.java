package dev.vestige.cmd.query;

import dev.vestige.base.Threads;
import dev.vestige.base.VestigeException;
import dev.vestige.cmd.client.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/// Asks one query after another, as they are typed or come through a pipe. Words that begin with a
/// dot are for the shell. Used by one thread.
final class QueryShell {
  private static final String HELP =
      """
      A line is a query in LogsQL. Else:
        .tail QUERY             rows as they come in, until Enter
        .fields [FILTER]        names of fields, with how many spans have them
        .values FIELD [FILTER]  the values of a field
        .format table|json|logfmt
        .range START [END]      such as -1h, or 2026-11-21T10:00:00Z; without words, none
        .limit ROWS             0 for all
        .page LINES             stop after so many lines; 0 for never
        .history, !!, !7, !begin
        .quit
      At a terminal, Tab completes fields, values and pipes, the arrows go through the history, and
      Ctrl-C forgets the line.
      """;

  private final QueryNode node;
  private final LineSource lines;
  private final Consumer<String> out;
  private final History history;
  private final QueryCompletion completion;
  private QuerySettings settings;
  private int pageLines;
  private boolean isOver;
  private boolean hasFailed;

  QueryShell(
      QueryNode node,
      LineSource lines,
      Consumer<String> out,
      History history,
      QuerySettings settings,
      int pageLines) {
    this.node = node;
    this.lines = lines;
    this.out = out;
    this.history = history;
    this.completion = new QueryCompletion(node);
    this.settings = settings;
    this.pageLines = pageLines;
  }

  /// Goes on until the end of the input.
  ///
  /// @param prompt printed before each line
  /// @return whether everything went well
  boolean run(String prompt) {
    while (!isOver) {
      String typed = line(prompt, before -> completion.suggestions(before, settings));
      String line = history.expand(typed.strip());
      if (!line.isEmpty() && !line.equals(LineSource.CANCELLED)) {
        if (!line.equals(".history")) {
          history.add(line);
        }
        take(line);
      }
    }
    return !hasFailed;
  }

  private boolean wantsMore(String prompt) {
    String answer = line(prompt, _ -> Suggestions.NONE).strip();
    return !isOver && !answer.equals("q") && !answer.equals(LineSource.CANCELLED);
  }

  private String line(String prompt, Function<String, Suggestions> asCompleted) {
    Optional<String> line = lines.line(prompt, asCompleted);
    isOver = line.isEmpty();
    return line.orElse("");
  }

  private void take(String line) {
    try {
      if (line.startsWith(".")) {
        command(line.split("\\s+", 2)[0], line.contains(" ") ? line.split("\\s+", 2)[1] : "");
      } else {
        Pager pager = new Pager(out, this::wantsMore, pageLines);
        node.rows(settings.form(line), settings.printer(pager), pager::isWanted);
      }
    } catch (RefusedException e) {
      tell(e.text());
    } catch (VestigeException e) {
      tell(e.getMessage());
    }
  }

  private void tell(String failure) {
    hasFailed = true;
    out.accept(failure + "\n");
  }

  private void command(String word, String rest) {
    switch (word) {
      case ".tail" -> tail(rest);
      case ".fields" -> values("field_names", Map.of("query", rest.isEmpty() ? "*" : rest));
      case ".values" -> {
        String[] words = rest.split("\\s+", 2);
        values(
            "field_values", Map.of("field", words[0], "query", words.length > 1 ? words[1] : "*"));
      }
      case ".format" -> format(rest);
      case ".range" -> {
        String[] words = rest.split("\\s+", 2);
        settings = settings.withRange(words[0], words.length > 1 ? words[1] : "");
      }
      case ".limit" -> settings = settings.withLimit(number(rest, settings.limit()));
      case ".page" -> pageLines = number(rest, pageLines);
      case ".history" -> out.accept(history.listing());
      case ".quit", ".exit" -> isOver = true;
      case ".help" -> out.accept(HELP);
      default -> tell("unknown: " + word + "; .help tells what there is");
    }
  }

  private void format(String name) {
    if (name.matches("table|json|logfmt")) {
      settings = settings.withFormat(name);
    } else {
      tell("expected table, json or logfmt, found \"" + name + '"');
    }
  }

  private int number(String text, int otherwise) {
    if (text.matches("\\d{1,7}")) {
      return Integer.parseInt(text);
    }
    tell("expected a number, found \"" + text + '"');
    return otherwise;
  }

  private void values(String path, Map<String, String> what) {
    Map<String, String> form = new HashMap<>(what);
    form.put("start", settings.start());
    form.put("end", settings.end());
    Pager pager = new Pager(out, this::wantsMore, pageLines);
    node.values(path, form).forEach(line -> pager.accept(line + "\n"));
  }

  private void tail(String query) {
    AtomicBoolean isWanted = new AtomicBoolean(true);
    try (InputStream body = node.tail(query)) {
      Thread printing =
          Threads.start("tail", () -> print(body, settings.livePrinter(out), isWanted));
      line("", _ -> Suggestions.NONE);
      isWanted.set(false);
      body.close();
      Threads.join(printing);
    } catch (IOException e) {
      tell("the tail has ended: " + e.getMessage());
    }
  }

  private void print(InputStream body, RowPrinter printer, AtomicBoolean isWanted) {
    try {
      QueryNode.print(body, printer, isWanted::get);
    } catch (IOException e) {
      if (isWanted.get()) {
        tell("the tail has ended: " + e.getMessage());
      }
    }
  }
}
