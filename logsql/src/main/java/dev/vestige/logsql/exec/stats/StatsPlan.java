package dev.vestige.logsql.exec.stats;

import dev.vestige.base.TimeRange;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.stats.function.FunctionState;
import dev.vestige.logsql.exec.stats.function.FunctionStates;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.logsql.pipe.StatsPipe;
import dev.vestige.logsql.stats.StatsFunc;
import dev.vestige.logsql.stats.StatsItem;
import java.util.ArrayList;
import java.util.List;

/// How a `stats` pipe is computed: which conditions are applied, which states are kept, and which
/// of them answers which item. Items that need the same share it.
///
/// @param conditions the different ones of the items; [MatchAllFilter] for none
/// @param states the different ones
/// @param stateOfItem by item the number of the state
record StatsPlan(
    StatsPipe pipe,
    FunctionStates functions,
    List<Filter> conditions,
    List<SharedState> states,
    List<Integer> stateOfItem) {
  private static final double NANOS_PER_SECOND = 1e9;

  /// What a state is for.
  ///
  /// @param condition the number of the condition
  record SharedState(StatsFunc function, int condition) {}

  static StatsPlan of(StatsPipe pipe, StageContext context) {
    List<Filter> conditions = new ArrayList<>();
    List<SharedState> states = new ArrayList<>();
    List<Integer> stateOfItem = new ArrayList<>();
    for (StatsItem item : pipe.items()) {
      Filter condition = item.condition() == null ? MatchAllFilter.INSTANCE : item.condition();
      SharedState state =
          new SharedState(FunctionStates.shared(item.function()), numberOf(condition, conditions));
      stateOfItem.add(numberOf(state, states));
    }
    FunctionStates functions = new FunctionStates(seconds(context), !pipe.by().isEmpty());
    return new StatsPlan(pipe, functions, conditions, states, stateOfItem);
  }

  private static <T> int numberOf(T item, List<T> items) {
    int known = items.indexOf(item);
    if (known < 0) {
      items.add(item);
    }
    return known < 0 ? items.size() - 1 : known;
  }

  /// What rates count per: the step of a range query, else the length of the time range, else one
  /// second.
  private static double seconds(StageContext context) {
    if (context.run().stepNanos() > 0) {
      return context.run().stepNanos() / NANOS_PER_SECOND;
    }
    TimeRange range = context.range();
    boolean isBounded =
        range.fromNanos() != Long.MIN_VALUE
            && range.toNanos() != Long.MAX_VALUE
            && !range.isEmpty();
    return isBounded ? (range.toNanos() - range.fromNanos() + 1) / NANOS_PER_SECOND : 1;
  }

  /// Whether an item is the first that its state answers.
  boolean isFirstOfState(int item) {
    return stateOfItem.indexOf(stateOfItem.get(item)) == item;
  }

  List<FunctionState> makeStates() {
    return states.stream().map(state -> functions.make(state.function())).toList();
  }
}
