package dev.vestige.storage.backup;

/// What a backup or a restore did.
///
/// @param name of the backup
/// @param filesKept that were there already
public record CopyReport(
    String name, int filesCopied, long bytesCopied, int filesKept, long bytesKept) {
  CopyReport plusCopied(long bytes) {
    return new CopyReport(name, filesCopied + 1, bytesCopied + bytes, filesKept, bytesKept);
  }

  CopyReport plusKept(long bytes) {
    return new CopyReport(name, filesCopied, bytesCopied, filesKept + 1, bytesKept + bytes);
  }
}
