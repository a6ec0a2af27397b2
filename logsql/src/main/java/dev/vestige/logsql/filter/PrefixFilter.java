package dev.vestige.logsql.filter;

/// `field:err*`, `field:"some phr"*`: like [PhraseFilter], without a demand on what follows the
/// last character. The prefix is never empty; `field:""*` is an [AnyValueFilter].
public record PrefixFilter(String field, String prefix) implements FieldFilter {}
