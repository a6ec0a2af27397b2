package dev.vestige.logsql.pipe;

/// `unpack_words from field as result drop_duplicates`: a JSON array of the words of the value,
/// `[]` if missing.
///
/// @param dropDuplicates whether each word is listed once, where it comes first
public record UnpackWordsPipe(String from, String resultField, boolean dropDuplicates)
    implements Pipe {}
