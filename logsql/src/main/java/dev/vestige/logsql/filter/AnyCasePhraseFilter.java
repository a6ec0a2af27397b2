package dev.vestige.logsql.filter;

/// `field:i("Some Phrase")`: like [PhraseFilter] after both sides are lower-cased one code point at
/// a time (the simple mapping: no context rules, no expansions). An empty phrase matches only empty
/// and missing values.
///
/// @param phrase as written, not yet lower-cased
public record AnyCasePhraseFilter(String field, String phrase) implements FieldFilter {}
