package dev.vestige.logsql.stats;

/// A function over all rows of a group. Fields are given as names or prefixes; `*` means all fields
/// of the row. "A number" is a decimal, a duration or a size, unless said otherwise.
///
/// *Mixed order* compares two values pairwise: as integers if both are, else as RFC 3339 times,
/// else as numbers, else as text in natural order.
public sealed interface StatsFunc
    permits AvgFunc,
        CountFunc,
        CountEmptyFunc,
        CountUniqFunc,
        CountUniqHashFunc,
        HistogramFunc,
        JsonValuesFunc,
        MaxFunc,
        MedianFunc,
        MinFunc,
        QuantileFunc,
        RateFunc,
        RateSumFunc,
        RowAnyFunc,
        RowMaxFunc,
        RowMinFunc,
        SumFunc,
        SumLenFunc,
        UniqValuesFunc,
        ValuesFunc {}
