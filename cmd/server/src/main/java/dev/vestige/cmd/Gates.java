package dev.vestige.cmd;

import dev.vestige.base.ErrorKind;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.InsertFlags;
import dev.vestige.cmd.flags.SearchFlags;
import dev.vestige.http.AdmissionGate;

/// How many requests of a kind are let in at once.
///
/// @param lookup reading one trace, which waits for no query
record Gates(
    AdmissionGate insert,
    AdmissionGate select,
    AdmissionGate lookup,
    AdmissionGate internalSelect) {
  static Gates of(Flags flags) {
    return new Gates(
        new AdmissionGate(
            new AdmissionGate.Options(
                "insert requests",
                InsertFlags.MAX_CONCURRENT_INSERTS.toString(),
                flags.get(InsertFlags.MAX_CONCURRENT_INSERTS),
                Limits.GATE_QUEUE_MAX,
                flags.get(InsertFlags.MAX_QUEUE_DURATION).toMillis(),
                ErrorKind.UNAVAILABLE)),
        new AdmissionGate(
            new AdmissionGate.Options(
                "queries",
                SearchFlags.MAX_CONCURRENT_REQUESTS.toString(),
                flags.get(SearchFlags.MAX_CONCURRENT_REQUESTS),
                Limits.GATE_QUEUE_MAX,
                flags.get(SearchFlags.MAX_QUEUE_DURATION).toMillis(),
                ErrorKind.UNAVAILABLE)),
        new AdmissionGate(
            new AdmissionGate.Options(
                "reads of single traces",
                SearchFlags.MAX_CONCURRENT_REQUESTS.toString(),
                Limits.LOOKUPS_PER_QUERY * flags.get(SearchFlags.MAX_CONCURRENT_REQUESTS),
                Limits.GATE_QUEUE_MAX,
                flags.get(SearchFlags.MAX_QUEUE_DURATION).toMillis(),
                ErrorKind.UNAVAILABLE)),
        new AdmissionGate(
            new AdmissionGate.Options(
                "queries of other nodes",
                SearchFlags.INTERNAL_MAX_CONCURRENT_REQUESTS.toString(),
                flags.get(SearchFlags.INTERNAL_MAX_CONCURRENT_REQUESTS),
                Limits.GATE_QUEUE_MAX,
                flags.get(SearchFlags.MAX_QUEUE_DURATION).toMillis(),
                ErrorKind.UNAVAILABLE)));
  }
}
