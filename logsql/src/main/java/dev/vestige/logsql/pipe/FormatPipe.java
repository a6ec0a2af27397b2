package dev.vestige.logsql.pipe;

import dev.vestige.logsql.filter.Filter;
import org.jspecify.annotations.Nullable;

/// `format if (...) "text <field> <uc:field>" as result`: writes the pattern with the values filled
/// in. The options are `q`, `uc`, `lc`, `time`, `duration`, `duration_seconds`, `ipv4`,
/// `urlencode`, `urldecode`, `hexencode`, `hexdecode`, `base64encode`, `base64decode`,
/// `hexnumencode`, `hexnumdecode`.
public record FormatPipe(
    @Nullable Filter condition, Template pattern, String resultField, WriteMode mode)
    implements Pipe {}
