package dev.vestige.logsql.exec.order;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.GatheredView;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.pipe.JoinKind;
import dev.vestige.logsql.pipe.JoinPipe;
import dev.vestige.storage.ColumnVector;
import java.util.Arrays;

/// `join`: the rows of the other query are read first and kept; each row that comes is then handed
/// on once per partner.
final class JoinStage implements BlockSink {
  private final JoinPipe join;
  private final StageContext context;
  private final PartnerRows partners;
  private final BlockSink next;

  /// @param partners the rows of the other query, all in
  JoinStage(JoinPipe join, StageContext context, PartnerRows partners, BlockSink next) {
    this.join = join;
    this.context = context;
    this.partners = partners;
    this.next = next;
  }

  /// Runs the other query.
  static JoinStage of(JoinPipe join, StageContext context, BlockSink next) {
    PartnerRows partners = new PartnerRows(join, context.run().memory());
    context.runner().run(join.query(), context.run(), partners);
    return new JoinStage(join, context, partners, next);
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    Bitmap selection = block.selection();
    ColumnVector[] by = join.by().stream().map(block::column).toArray(ColumnVector[]::new);
    ByteSink key = new ByteSink();
    Pairs pairs = new Pairs();
    boolean more = true;
    for (int row = selection.nextSet(0); row >= 0 && more; row = selection.nextSet(row + 1)) {
      key.clear();
      RowKey.append(by, row, key);
      int partner = partners.last(key.slice());
      if (partner < 0 && join.kind() == JoinKind.LEFT) {
        pairs.add(row, -1);
      }
      while (partner >= 0 && more) {
        if (pairs.count == Limits.PAIRS_MAX) {
          more = handOn(block, pairs, worker);
          pairs = new Pairs();
        }
        pairs.add(row, partner);
        partner = partners.before(partner);
      }
    }
    return more && (pairs.count == 0 || handOn(block, pairs, worker));
  }

  private boolean handOn(BlockView block, Pairs pairs, int worker) {
    context.run().cancellation().check();
    GatheredView rows = new GatheredView(block, pairs.rows, pairs.count);
    return next.accept(new JoinedView(rows, partners, pairs.partners), worker);
  }

  @Override
  public void finish() {
    partners.close();
    next.finish();
  }

  /// Rows of a block beside the partner each is joined with; -1 for none.
  private static final class Pairs {
    private int[] rows = new int[256];
    private int[] partners = new int[256];
    private int count;

    void add(int row, int partner) {
      if (count == rows.length) {
        rows = Arrays.copyOf(rows, count * 2);
        partners = Arrays.copyOf(partners, count * 2);
      }
      rows[count] = row;
      partners[count++] = partner;
    }
  }
}
