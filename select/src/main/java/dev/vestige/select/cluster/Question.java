package dev.vestige.select.cluster;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.ParseOptions.Origin;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.QueryPart;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.storage.Dictionary;
import java.util.ArrayList;
import java.util.List;

/// A part of a query on its way to a node.
///
/// @param timeoutMillis how long the node may take
/// @param stepNanos as in [dev.vestige.logsql.exec.RunContext]
record Question(
    List<TenantId> tenants, TimeRange range, long timeoutMillis, long stepNanos, QueryPart part) {
  Question {
    tenants = List.copyOf(tenants);
  }

  static Question of(QueryPart part, RunContext context) {
    return new Question(
        context.tenants(),
        context.range(),
        context.cancellation().remainingMillis(),
        context.stepNanos(),
        part);
  }

  /// The run on the node that was asked.
  ///
  /// @param cancellation ends it besides
  RunContext context(Cancellation cancellation, MemoryBudget memory) {
    return new RunContext(tenants, range, MatchAllFilter.INSTANCE, cancellation, memory, stepNanos);
  }

  void write(ByteSink out) {
    Tenants.write(tenants, out);
    out.putLong(range.fromNanos());
    out.putLong(range.toNanos());
    out.putLong(timeoutMillis);
    out.putLong(stepNanos);
    Texts.write(LogsQl.printResolved(part.query()), out);
    out.putVarint(part.fields().size());
    for (FieldPattern field : part.fields()) {
      out.putByte(field.isPrefix() ? 1 : 0);
      Texts.write(field.name(), out);
    }
    out.putVarint(part.answers().size());
    for (Dictionary answer : part.answers()) {
      out.putVarint(answer.size());
      for (int i = 0; i < answer.size(); i++) {
        out.putSized(
            answer.bytes(), answer.offsets()[i], answer.offsets()[i + 1] - answer.offsets()[i]);
      }
    }
  }

  /// Reads what fills the source.
  ///
  /// @throws VestigeException INVALID_INPUT when it is none
  static Question read(ByteSource source) {
    try {
      Question question = readAll(source);
      source.requireEnd();
      return question;
    } catch (VestigeException e) {
      throw e.kind() == ErrorKind.CORRUPT
          ? new VestigeException(ErrorKind.INVALID_INPUT, e.getMessage(), e)
          : e;
    }
  }

  private static Question readAll(ByteSource source) {
    List<TenantId> tenants = Tenants.read(source);
    TimeRange range = new TimeRange(source.getLong(), source.getLong());
    long timeoutMillis = source.getLong();
    long stepNanos = source.getLong();
    ParseOptions options =
        ParseOptions.at(0)
            .withCharactersMax(dev.vestige.logsql.Limits.QUERY_CHARACTERS_MAX)
            .withOrigin(Origin.NODE);
    String query = Texts.read(source);
    List<FieldPattern> fields = new ArrayList<>();
    int fieldCount = source.getCount("fields", Limits.COLUMNS_MAX);
    for (int i = 0; i < fieldCount; i++) {
      fields.add(
          source.getByte() == 1
              ? FieldPattern.startingWith(Texts.read(source))
              : FieldPattern.exactly(Texts.read(source)));
    }
    List<Dictionary> answers = new ArrayList<>();
    int answerCount = source.getCount("answers", Limits.LIST_MAX);
    for (int i = 0; i < answerCount; i++) {
      answers.add(readAnswer(source));
    }
    return new Question(
        tenants,
        range,
        timeoutMillis,
        stepNanos,
        new QueryPart(LogsQl.parse(query, options), fields, answers));
  }

  private static Dictionary readAnswer(ByteSource source) {
    int count = source.getCount("values", source.remaining());
    int[] offsets = new int[count + 1];
    ByteSink bytes = new ByteSink();
    for (int i = 0; i < count; i++) {
      int length = source.getCount("length of a value", source.remaining());
      bytes.putBytes(source.array(), source.take(length), length);
      offsets[i + 1] = bytes.position();
    }
    return new Dictionary(bytes.toByteArray(), offsets);
  }
}
