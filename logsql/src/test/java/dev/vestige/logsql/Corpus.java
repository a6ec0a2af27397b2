package dev.vestige.logsql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Queries recorded together with what another engine of the language did with them.
final class Corpus {
  private Corpus() {}

  /// What kind of text it is.
  enum Kind {
    QUERY,
    FILTER,
    NODE
  }

  /// @param isValid whether the text was accepted
  /// @param mention a word that the error must mention; may be empty
  record Entry(Kind kind, boolean isValid, String mention, String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  static List<Entry> entries() {
    try (InputStream in = Corpus.class.getResourceAsStream("/corpus/queries.tsv")) {
      String file = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return file.lines().filter(line -> !line.startsWith("#")).map(Corpus::entry).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Entry entry(String line) {
    String[] columns = line.split("\t", -1);
    Kind kind =
        switch (columns[0]) {
          case "query" -> Kind.QUERY;
          case "filter" -> Kind.FILTER;
          case "node" -> Kind.NODE;
          default -> throw new IllegalArgumentException("unknown kind in " + line);
        };
    return new Entry(kind, columns[1].equals("ok"), unescaped(columns[2]), unescaped(columns[3]));
  }

  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      c = text.charAt(++i);
      out.append(c == 'n' ? '\n' : c == 't' ? '\t' : c);
    }
    return out.toString();
  }
}
