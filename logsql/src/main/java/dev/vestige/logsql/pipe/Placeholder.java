package dev.vestige.logsql.pipe;

/// `<option:field>` of a [Template]. The text in front of the first colon is the option; an unknown
/// or empty option means nothing, so `<:a:b>` is the way to name the field `a:b`.
///
/// @param before the literal text in front of it, HTML entities resolved
/// @param option empty when there is none
/// @param field empty for `<_>`, `<*>` and `<>`, which `format` prints as nothing and `extract`
///   skips
public record Placeholder(String before, String option, String field) {}
