package dev.vestige.select.cluster;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.base.encoding.ZstdCodec;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.select.delete.Deletions;
import dev.vestige.storage.SearchStatistics;

/// Deletes what other nodes ask to delete, below `/internal/delete/`.
public final class DeleteAnswers {
  /// What all paths begin with.
  public static final String PREFIX = "/internal/delete/";

  static final String RUN_PATH = PREFIX + "run_task";
  static final String STOP_PATH = PREFIX + "stop_task";
  static final String ACTIVE_PATH = PREFIX + "active_tasks";

  private final Deletions tasks;

  public DeleteAnswers(Deletions tasks) {
    this.tasks = tasks;
  }

  /// Adds the paths of deletion.
  ///
  /// @param options who may ask
  public void addTo(Router.Builder router, RouteOptions options) {
    NodeAnswers.add(router, RUN_PATH, this::run, options);
    NodeAnswers.add(router, STOP_PATH, this::stop, options);
    NodeAnswers.add(router, ACTIVE_PATH, this::active, options);
  }

  private SearchStatistics run(
      ByteSource question, PieceWriter pieces, ZstdCodec codec, Cancellation client) {
    String id = Texts.read(question);
    TenantId tenant = new TenantId(question.getInt(), question.getInt());
    String text = Texts.read(question);
    Filter filter =
        LogsQl.parseFilter(
            Texts.read(question),
            ParseOptions.at(0).withCharactersMax(dev.vestige.logsql.Limits.QUERY_CHARACTERS_MAX));
    question.requireEnd();
    tasks.begin(id, tenant, filter, text);
    return SearchStatistics.NONE;
  }

  private SearchStatistics stop(
      ByteSource question, PieceWriter pieces, ZstdCodec codec, Cancellation client) {
    ByteSink found = new ByteSink();
    try {
      tasks.stop(Texts.read(question));
      found.putByte(1);
    } catch (VestigeException e) {
      if (e.kind() != ErrorKind.NOT_FOUND) {
        throw e;
      }
      found.putByte(0);
    }
    pieces.write(PieceKind.TASKS, found, codec);
    return SearchStatistics.NONE;
  }

  private SearchStatistics active(
      ByteSource question, PieceWriter pieces, ZstdCodec codec, Cancellation client) {
    ByteSink list = new ByteSink();
    for (Deletions.Task task : tasks.active()) {
      Texts.write(task.id(), list);
      list.putInt(task.tenant().account());
      list.putInt(task.tenant().project());
      Texts.write(task.text(), list);
      list.putLong(task.startMillis());
    }
    pieces.write(PieceKind.TASKS, list, codec);
    return SearchStatistics.NONE;
  }

  static Deletions.Task readTask(ByteSource in) {
    String id = Texts.read(in);
    TenantId tenant = new TenantId(in.getInt(), in.getInt());
    return new Deletions.Task(id, tenant, Texts.read(in), in.getLong());
  }
}
